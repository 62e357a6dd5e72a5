package import KeylessSource

/// A command of a script that uses AWS, such as `terraform`, `aws` or `cdk`.
package struct JobCommand: Hashable, Sendable {
  /// The program's name without its folder.
  package var tool: String
  /// The words behind it, as far as they are known; a word with an open part is kept as it is written.
  package var arguments: [String]
  /// The folder it runs in, relative to the project's root; nil when that is not known.
  package var folder: String?
  /// Variables set for this command alone (`AWS_PROFILE=dev terraform plan`).
  package var variables: [CIVariable]
  /// Variables of the job that are taken from it.
  package var unset: Set<String> = []
  /// Whether all variables of the job are taken from it, as by `env -i`.
  package var isCleared = false
  package var span: SourceSpan
  /// What the job did before to the files where AWS tools look for profiles.
  package var writes: [JobWrite]
  /// Whether an action has left a session in the environment, of which no file says the keys.
  package var session: Session

  package enum Session: Hashable, Sendable {
    case none
    /// Got for the job's token.
    case token
    /// In some runs only, or by something else than the token; the reason is a clause.
    case unknown(String)
  }

  package init(
    tool: String,
    arguments: [String],
    folder: String?,
    variables: [CIVariable] = [],
    span: SourceSpan,
    writes: [JobWrite] = [],
    session: Session = .none
  ) {
    self.tool = tool
    self.arguments = arguments
    self.folder = folder
    self.variables = variables
    self.span = span
    self.writes = writes
    self.session = session
  }
}
