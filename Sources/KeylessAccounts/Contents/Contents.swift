import KeylessAWS

/// What all accounts hold: a value that every rule reads and only a commit changes.
package struct Contents: Sendable {
  private var accounts: [[UInt8]: AccountContents] = [:]
  private var buckets: [[UInt8]: BucketContents] = [:]
  /// The highest sequence number of any object version.
  package private(set) var sequence = 0

  /// Empty for an account that holds nothing.
  package subscript(account: String) -> AccountContents { accounts[Array(account.utf8)] ?? AccountContents() }

  /// Whether anything of IAM's is, or ever was, in the account.
  package func holds(_ account: String) -> Bool { accounts[Array(account.utf8)] != nil }

  /// The unique id of the user or role with exactly this ARN; nil where none is there.
  package func uniqueID(ofPrincipal arn: String) -> String? {
    (try? ARN(parsing: arn)).flatMap { self[$0.account].uniqueID(ofPrincipal: arn) }
  }

  /// The ARN that the user or role with this unique id has now; nil where none has it.
  package func arn(ofPrincipal id: String) -> String? {
    for account in accounts.values { if let arn = account.arn(ofPrincipal: id) { return arn } }
    return nil
  }

  /// The names of buckets are unique among all accounts.
  package func bucket(named name: String) -> BucketContents? { buckets[Array(name.utf8)] }

  /// All buckets of an account in byte order of their names.
  package func buckets(of account: String) -> [Bucket] {
    buckets.filter { $0.value.bucket.account.utf8.elementsEqual(account.utf8) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value.bucket)
  }

  /// A managed policy by its ARN, one of AWS's own included.
  package func policy(arn: String, account: String) -> ManagedPolicy? {
    AWSManagedPolicies.policy(arn: arn) ?? self[account].policy(arn: arn)
  }

  /// For a commit, and for whoever plans several steps that build on each other.
  package mutating func apply(_ change: Change) {
    switch change {
    case .put(let entity): put(entity)
    case .remove(let id): remove(id)
    case .putBody, .removeBody: break
    }
  }

  mutating func put(_ entity: Entity) {
    switch entity {
    case .bucket(let bucket):
      let key = entity.id.name
      if buckets[key] == nil { buckets[key] = BucketContents(bucket) } else { buckets[key]?.bucket = bucket }
    case .object(let object):
      sequence = max(sequence, object.sequence)
      buckets[Array(object.bucket.utf8)]?.put(object)
    case .provider, .role, .user, .policy:
      accounts[entity.id.account, default: AccountContents()].put(entity)
    }
  }

  private mutating func remove(_ id: EntityID) {
    switch id.kind {
    case .bucket: buckets[id.name] = nil
    case .object:
      let parts = id.name.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
      guard parts.count == 3 else { return }
      buckets[parts[0]]?.remove(parts[1], version: parts[2])
    case .provider, .role, .user, .policy: accounts[id.account]?.remove(id)
    }
  }
}
