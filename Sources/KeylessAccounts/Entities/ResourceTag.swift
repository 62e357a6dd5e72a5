/// A tag on an IAM entity or a bucket: a value and its key.
///
/// Keys are unique among their neighbours; on users and roles whatever their case (IAM User Guide, "Tags for IAM
/// resources").
package struct ResourceTag: Hashable, Sendable, Codable {
  package var key: String
  package var value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}
