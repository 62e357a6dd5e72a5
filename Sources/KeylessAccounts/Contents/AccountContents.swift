/// What one account holds, indexed by the names that IAM looks things up by.
package struct AccountContents: Sendable {
  /// By the issuer's URL with its scheme.
  private var providers: [[UInt8]: IdentityProvider] = [:]
  /// These three by name in lower case.
  private var roles: [[UInt8]: Role] = [:]
  private var users: [[UInt8]: User] = [:]
  private var policies: [[UInt8]: ManagedPolicy] = [:]
  /// From the id of an access key to the name of its user, in lower case.
  private var accessKeys: [[UInt8]: [UInt8]] = [:]
  /// From the unique id of a role or a user to its place above.
  private var principals: [[UInt8]: EntityID] = [:]

  /// The provider whose URL is exactly the issuer.
  package func provider(issuer: String) -> IdentityProvider? { providers[Array(issuer.utf8)] }

  package func provider(arn: String) -> IdentityProvider? {
    providers.values.first { $0.arn.utf8.elementsEqual(arn.utf8) }
  }

  package func role(named name: String) -> Role? { roles[EntityID.folded(name)] }

  /// The role with exactly this ARN, path and case included.
  package func role(arn: String) -> Role? {
    let name = arn.utf8.lastIndex(of: UInt8(ascii: "/")).map { arn[arn.utf8.index(after: $0)...] } ?? ""
    guard let role = roles[EntityID.folded(String(name))], role.arn.utf8.elementsEqual(arn.utf8) else { return nil }
    return role
  }

  package func user(named name: String) -> User? { users[EntityID.folded(name)] }

  /// The owner of an access key.
  package func user(accessKey id: String) -> User? { accessKeys[Array(id.utf8)].flatMap { users[$0] } }

  /// The ARN of the role or user with this unique id.
  func arn(ofPrincipal id: String) -> String? {
    guard let place = principals[Array(id.utf8)] else { return nil }
    return place.kind == .role ? roles[place.name]?.arn : users[place.name]?.arn
  }

  /// The unique id of the role or user with exactly this ARN.
  func uniqueID(ofPrincipal arn: String) -> String? {
    if let role = role(arn: arn) { return role.uniqueID }
    let name = arn.utf8.lastIndex(of: UInt8(ascii: "/")).map { arn[arn.utf8.index(after: $0)...] } ?? ""
    guard let user = user(named: String(name)), user.arn.utf8.elementsEqual(arn.utf8) else { return nil }
    return user.uniqueID
  }

  /// A policy of the account itself.
  package func policy(named name: String) -> ManagedPolicy? { policies[EntityID.folded(name)] }

  package func policy(arn: String) -> ManagedPolicy? {
    let name = arn.utf8.lastIndex(of: UInt8(ascii: "/")).map { arn[arn.utf8.index(after: $0)...] } ?? ""
    guard let policy = policies[EntityID.folded(String(name))], policy.arn.utf8.elementsEqual(arn.utf8) else {
      return nil
    }
    return policy
  }

  /// All in byte order of their ARNs.
  package var allProviders: [IdentityProvider] { providers.values.sorted { precedes($0.arn, $1.arn) } }
  /// All in byte order of their names, in lower case.
  package var allRoles: [Role] { sorted(roles) }
  package var allUsers: [User] { sorted(users) }
  package var allPolicies: [ManagedPolicy] { sorted(policies) }

  /// What roles and users may do, in no order.
  package var allPermissions: [Permissions] { roles.values.map(\.permissions) + users.values.map(\.permissions) }

  package var roleCount: Int { roles.count }
  package var userCount: Int { users.count }
  package var policyCount: Int { policies.count }
  package var providerCount: Int { providers.count }

  mutating func put(_ entity: Entity) {
    switch entity {
    case .provider(let provider): providers[entity.id.name] = provider
    case .role(let role):
      if let old = roles[entity.id.name] { principals[Array(old.uniqueID.utf8)] = nil }
      roles[entity.id.name] = role
      principals[Array(role.uniqueID.utf8)] = entity.id
    case .policy(let policy): policies[entity.id.name] = policy
    case .user(let user):
      forget(users[entity.id.name])
      users[entity.id.name] = user
      principals[Array(user.uniqueID.utf8)] = entity.id
      for key in user.accessKeys { accessKeys[Array(key.id.utf8)] = entity.id.name }
    case .bucket, .object: break
    }
  }

  mutating func remove(_ id: EntityID) {
    switch id.kind {
    case .provider: providers[id.name] = nil
    case .role:
      if let old = roles[id.name] { principals[Array(old.uniqueID.utf8)] = nil }
      roles[id.name] = nil
    case .policy: policies[id.name] = nil
    case .user:
      forget(users[id.name])
      users[id.name] = nil
    case .bucket, .object: break
    }
  }

  private mutating func forget(_ user: User?) {
    guard let user else { return }
    for key in user.accessKeys { accessKeys[Array(key.id.utf8)] = nil }
    principals[Array(user.uniqueID.utf8)] = nil
  }

  private func sorted<Value>(_ named: [[UInt8]: Value]) -> [Value] {
    named.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  private func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
}
