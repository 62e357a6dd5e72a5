package import KeylessSource

/// `Principal` or `NotPrincipal`.
package struct PrincipalElement: Sendable {
  package var isNegated: Bool
  package var entries: [Located<PrincipalEntry>]
  package var span: SourceSpan
}

/// One value of a `Principal` element, already understood.
package enum PrincipalEntry: Sendable {
  /// `"*"`, and `{"AWS": "*"}`, which means the same.
  case everyone
  /// An account id, or the ARN of its root (then with the partition): the whole account.
  case account(id: String, partition: String?)
  /// A role, a user, a session: one ARN, exactly.
  case arn(String)
  /// `AROA…`, `AIDA…`: what IAM puts in the place of an ARN once its owner is deleted.
  case uniqueID(String)
  /// The ARN of an OIDC or SAML provider, or the host of a built-in one.
  case federated(String)
  /// `{"Federated": "*"}`; whether IAM accepts it is (unverified), so it counts as open.
  case anyFederated
  case service(String)
  /// `{"Service": "*"}`; (unverified) like the one above.
  case anyService
  case canonicalUser(String)
}
