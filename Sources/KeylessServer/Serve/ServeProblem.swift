/// What is wrong with the value of an option, whether it stood on the command line or in a file.
package struct ServeProblem: Error, Equatable, Sendable {
  /// A lower-case sentence without a full stop, as diagnostics have it.
  package var message: String
  /// What to do, as an imperative.
  package var help: String

  package init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }
}
