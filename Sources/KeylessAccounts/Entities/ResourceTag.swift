/// A tag on an IAM entity or a bucket: a key that is unique among its neighbours whatever its case, and a value.
package struct ResourceTag: Hashable, Sendable, Codable {
  package var key: String
  package var value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}
