/// A command to run as a child, with exactly the environment given and the standard streams of this process.
package struct ProcessRequest: Hashable, Sendable {
  /// The program (looked up in the `PATH` of `environment` when it has no slash) and its arguments.
  package var command: [String]
  package var environment: [String: String]

  package init(command: [String], environment: [String: String]) {
    self.command = command
    self.environment = environment
  }
}
