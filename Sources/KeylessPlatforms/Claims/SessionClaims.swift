/// Which claims that speak to AWS itself (`https://aws.amazon.com/…`) a platform's tokens can carry.
package struct SessionClaims: Hashable, Sendable {
  /// `…/tags`, where `aws:RequestTag/KEY` and `aws:TagKeys` come from.
  package let tags: Source
  /// `…/source_identity`, where `sts:SourceIdentity` comes from.
  package let sourceIdentity: Source
  /// `…/roles`, where `sts:RoleAuthorizedByIdp` comes from.
  package let roles: Source

  package enum Source: Hashable, Sendable {
    case never
    /// The job chooses other claims of the token, each of which goes in under its own name.
    case ofClaims
    /// The issuer may write what it likes.
    case unknown
  }

  package static let never = SessionClaims(tags: .never, sourceIdentity: .never, roles: .never)
  package static let unknown = SessionClaims(tags: .unknown, sourceIdentity: .unknown, roles: .unknown)
  package static let tagsOfClaims = SessionClaims(tags: .ofClaims, sourceIdentity: .never, roles: .never)
}
