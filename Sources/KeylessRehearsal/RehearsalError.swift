/// A rehearsal that could not take place: what was asked for, and what to do instead.
package struct RehearsalError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    /// Something on the command line names what is not there.
    case usage
    /// `keyless.yaml` has errors; the description holds the rendered diagnostics.
    case unusableIntent
    /// The tool that makes the AWS half failed; the description holds the end of what it said.
    case awsHalf
  }

  package var code: Code
  package var description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
