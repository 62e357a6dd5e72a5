/// What a tool can see of the machine it runs on: this one, or one that is described.
package struct Machine: Sendable {
  package var environment: Environment
  /// What is at an absolute path.
  ///
  /// Asked anew each time, perhaps several times for one path; nothing else is read.
  package var read: @Sendable (_ path: String) -> FileAnswer
  /// The folder of relative paths.
  package var directory: String
  /// Whether an instance metadata service answers there.
  package var instanceMetadata: Answer<Bool>

  package init(
    environment: Environment,
    directory: String = "/",
    instanceMetadata: Answer<Bool> = .absent,
    read: @escaping @Sendable (_ path: String) -> FileAnswer
  ) {
    self.environment = environment
    self.directory = directory
    self.instanceMetadata = instanceMetadata
    self.read = read
  }
}
