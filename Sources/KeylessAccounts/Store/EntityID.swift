import KeylessAWS

/// The name under which a store keeps an entity: what IAM and S3 hold to be unique, as bytes.
///
/// Roles, users and policies are unique in their account whatever the case of their names (unverified for roles); to Swift
/// two spellings of one character are the same key, to AWS they are not, hence bytes.
package struct EntityID: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case provider, role, user, policy, bucket, object
  }

  package let kind: Kind
  /// The owner's account; empty for buckets and objects, whose names are unique among all accounts.
  package let account: [UInt8]
  package let name: [UInt8]

  /// As a store read it from its own records.
  package init(kind: Kind, account: [UInt8], name: [UInt8]) {
    self.kind = kind
    self.account = account
    self.name = name
  }

  package static func provider(issuer: String, account: String) -> EntityID {
    EntityID(kind: .provider, account: Array(account.utf8), name: Array(issuer.utf8))
  }

  package static func role(named name: String, account: String) -> EntityID {
    EntityID(kind: .role, account: Array(account.utf8), name: folded(name))
  }

  package static func user(named name: String, account: String) -> EntityID {
    EntityID(kind: .user, account: Array(account.utf8), name: folded(name))
  }

  package static func policy(named name: String, account: String) -> EntityID {
    EntityID(kind: .policy, account: Array(account.utf8), name: folded(name))
  }

  package static func bucket(named name: String) -> EntityID {
    EntityID(kind: .bucket, account: [], name: Array(name.utf8))
  }

  /// No bucket name, key or version id contains a NUL.
  package static func object(_ key: String, version: String, bucket: String) -> EntityID {
    EntityID(kind: .object, account: [], name: Array(bucket.utf8) + [0] + Array(key.utf8) + [0] + Array(version.utf8))
  }

  static func folded(_ name: String) -> [UInt8] { name.utf8.map(ASCII.lowercased) }
}
