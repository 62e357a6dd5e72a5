/// An S3 bucket and its settings; what is in it are `StoredObject`s.
package struct Bucket: Sendable, Codable {
  package enum Versioning: String, Sendable, Codable {
    case never, enabled, suspended
  }

  package let name: String
  /// The owner.
  package let account: String
  package let region: String
  /// Unix seconds.
  package let created: Int
  package var versioning: Versioning
  package var tags: [ResourceTag]
  package var policy: StoredPolicy?
  /// Settings that this AWS keeps and gives back as they were sent, by the name of their subresource (`encryption`,
  /// `publicAccessBlock`, `ownershipControls`, `lifecycle`…).
  package var settings: [String: String]

  package init(name: String, account: String, region: String, created: Int) {
    self.name = name
    self.account = account
    self.region = region
    self.created = created
    versioning = .never
    tags = []
    settings = [:]
  }
}
