/// A managed policy with its versions; AWS's own are made from the documents in this room and belong to no account.
package struct ManagedPolicy: Sendable, Codable {
  package struct Version: Sendable, Codable {
    /// `v1`, `v2`…; a number is never used again.
    package let id: String
    /// Unix seconds.
    package let created: Int
    package let policy: StoredPolicy

    package init(id: String, created: Int, policy: StoredPolicy) {
      self.id = id
      self.created = created
      self.policy = policy
    }
  }

  package let arn: String
  /// The owner; `aws` for the policies that AWS manages.
  package let account: String
  package let path: String
  package let name: String
  /// `ANPA…`.
  package let uniqueID: String
  /// Unix seconds.
  package let created: Int
  package var updated: Int
  package let description: String?
  /// Oldest first, one to five of them.
  package private(set) var versions: [Version]
  package private(set) var defaultVersionID: String
  private var nextVersion: Int
  package var tags: [ResourceTag]
  /// False for an AWS managed policy whose text here is not all of AWS's.
  package let isWhole: Bool

  package static let mostVersions = 5

  /// `version` is the number of the first version here: AWS's own policies have had others before.
  package init(
    arn: String,
    account: String,
    path: String,
    name: String,
    uniqueID: String,
    created: Int,
    updated: Int? = nil,
    description: String? = nil,
    policy: StoredPolicy,
    version: Int = 1,
    tags: [ResourceTag] = [],
    isWhole: Bool = true
  ) {
    self.arn = arn
    self.account = account
    self.path = path
    self.name = name
    self.uniqueID = uniqueID
    self.created = created
    self.updated = updated ?? created
    self.description = description
    versions = [Version(id: "v\(version)", created: updated ?? created, policy: policy)]
    defaultVersionID = "v\(version)"
    nextVersion = version + 1
    self.tags = tags
    self.isWhole = isWhole
  }

  package func version(_ id: String) -> Version? { versions.first { $0.id.utf8.elementsEqual(id.utf8) } }

  /// The document that decides; a policy always has one.
  package var document: StoredPolicy { (version(defaultVersionID) ?? versions[0]).policy }

  /// Adds a version under the next number.
  ///
  /// Whether there is room for it is for the caller to ask.
  package mutating func add(_ policy: StoredPolicy, at time: Int, asDefault: Bool) -> Version {
    let version = Version(id: "v\(nextVersion)", created: time, policy: policy)
    nextVersion += 1
    versions.append(version)
    if asDefault { defaultVersionID = version.id }
    updated = time
    return version
  }

  /// False when there is no such version.
  package mutating func makeDefault(_ id: String, at time: Int) -> Bool {
    guard let version = version(id) else { return false }
    defaultVersionID = version.id
    updated = time
    return true
  }

  /// False when there is no such version, or when it is the default.
  package mutating func remove(version id: String) -> Bool {
    guard let place = versions.firstIndex(where: { $0.id.utf8.elementsEqual(id.utf8) }),
      !id.utf8.elementsEqual(defaultVersionID.utf8)
    else { return false }
    versions.remove(at: place)
    return true
  }
}
