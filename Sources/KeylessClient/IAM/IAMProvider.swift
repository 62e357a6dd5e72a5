/// An OIDC provider as `GetOpenIDConnectProvider` answers it.
package struct IAMProvider: Hashable, Sendable {
  package var arn: String
  /// Without its scheme, as IAM gives it back.
  package var url: String
  package var clientIDs: [String]
  package var tags: [IAMTag]

  package init(arn: String, url: String, clientIDs: [String], tags: [IAMTag] = []) {
    self.arn = arn
    self.url = url
    self.clientIDs = clientIDs
    self.tags = tags
  }
}
