/// Anything that an account holds and a store keeps.
package enum Entity: Sendable {
  case provider(IdentityProvider)
  case role(Role)
  case user(User)
  case policy(ManagedPolicy)
  case bucket(Bucket)
  case object(StoredObject)

  package var id: EntityID {
    switch self {
    case .provider(let provider): .provider(issuer: provider.issuer, account: provider.account)
    case .role(let role): .role(named: role.name, account: role.account)
    case .user(let user): .user(named: user.name, account: user.account)
    case .policy(let policy): .policy(named: policy.name, account: policy.account)
    case .bucket(let bucket): .bucket(named: bucket.name)
    case .object(let object): .object(object.key, version: object.versionID, bucket: object.bucket)
    }
  }
}
