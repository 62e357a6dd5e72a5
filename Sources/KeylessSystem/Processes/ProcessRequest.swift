/// A command to run as a child, with exactly the environment given and the standard streams of this process.
package struct ProcessRequest: Hashable, Sendable {
  /// The program (looked up in the `PATH` of `environment` when it has no slash) and its arguments.
  package var command: [String]
  package var environment: [String: String]
  /// Where it runs; nil: where this process runs.
  package var directory: String?
  /// A new file, readable only by its owner, for what it writes to both its output streams; nil: our own streams.
  package var outputFile: String?

  package init(
    command: [String],
    environment: [String: String],
    directory: String? = nil,
    outputFile: String? = nil
  ) {
    self.command = command
    self.environment = environment
    self.directory = directory
    self.outputFile = outputFile
  }
}
