package import KeylessSource

/// An OIDC identity provider of an account.
package struct AWSProvider: Sendable {
  /// `aws_iam_openid_connect_provider.github`, or the ARN in an account.
  package var address: String
  package var account: AccountID
  /// As it is written, scheme and all; nil when it cannot be known.
  package var url: Located<String>?
  /// Nil when the list cannot be known.
  package var clientIDs: [Located<String>]?
  package var thumbprints: [Located<String>]?
  /// Whether these files only look it up (`data`).
  package var isLookedUp: Bool
  package var span: SourceSpan

  package init(
    address: String,
    account: AccountID,
    url: Located<String>?,
    clientIDs: [Located<String>]?,
    thumbprints: [Located<String>]? = nil,
    isLookedUp: Bool = false,
    span: SourceSpan
  ) {
    self.address = address
    self.account = account
    self.url = url
    self.clientIDs = clientIDs
    self.thumbprints = thumbprints
    self.isLookedUp = isLookedUp
    self.span = span
  }
}
