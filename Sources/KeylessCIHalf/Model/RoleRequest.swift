package import KeylessSource

/// A job asks for a role by a web identity token.
package struct RoleRequest: Hashable, Sendable {
  /// The ARN as the job gives it.
  package var role: CIText
  package var sessionName: CIText?
  /// In seconds.
  package var duration: Located<Int>?
  /// The audience of the token that is used, where the request itself decides it (`audience:` of an action).
  package var audience: CIText?
  /// The file the SDK reads the token from (`AWS_WEB_IDENTITY_TOKEN_FILE`).
  package var tokenFile: CIText?
  /// The token's variable, where the request names it.
  package var tokenVariable: String?
  package var way: Way
  package var span: SourceSpan
  /// The only ones of the job's runs in which it asks; nil for all of them.
  package var runs: [JobRun]?

  package enum Way: String, Hashable, Sendable {
    /// `AWS_ROLE_ARN` in the job's environment: the SDK's own web-identity link.
    case environment
    /// `aws-actions/configure-aws-credentials` and its like.
    case action
    /// `aws sts assume-role-with-web-identity` in a script.
    case command
    /// A profile with `web_identity_token_file` that a script writes.
    case profile
  }

  package init(
    role: CIText,
    sessionName: CIText? = nil,
    duration: Located<Int>? = nil,
    audience: CIText? = nil,
    tokenFile: CIText? = nil,
    tokenVariable: String? = nil,
    way: Way,
    span: SourceSpan,
    runs: [JobRun]? = nil
  ) {
    self.role = role
    self.sessionName = sessionName
    self.duration = duration
    self.audience = audience
    self.tokenFile = tokenFile
    self.tokenVariable = tokenVariable
    self.way = way
    self.span = span
    self.runs = runs
  }
}
