/// Who asks, in the forms a `Principal` element can name.
package enum RequestPrincipal: Sendable {
  /// The holder of a token: the ARN of the OIDC or SAML provider, or the host of a built-in one.
  case federated(provider: String)
  /// A role's session: the ARN of the role with its path, the ARN of the session, and the role's id (`AROA…`) when
  /// known.
  case roleSession(role: String, session: String, uniqueID: String? = nil)
  /// An IAM user, with its id (`AIDA…`) when known.
  case user(arn: String, uniqueID: String? = nil)
  /// A session made by `GetFederationToken`.
  case federatedUser(arn: String)
  /// The root user of an account.
  case root(partition: String, account: String)
  /// An AWS service, as `ec2.amazonaws.com`.
  case service(String)
  /// An S3 canonical user id.
  case canonicalUser(String)
  /// A request without credentials.
  case anonymous

  /// The account the caller belongs to; nil for whoever belongs to none, such as the holder of a web identity.
  package var account: String? {
    switch self {
    case .roleSession(let role, _, _): PolicyARN(role)?.account
    case .user(let arn, _), .federatedUser(let arn): PolicyARN(arn)?.account
    case .root(_, let account): account
    case .federated, .service, .canonicalUser, .anonymous: nil
    }
  }
}
