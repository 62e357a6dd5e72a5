/// A long-term access key of a user, without its secret.
///
/// The secret is derived from the server's root, the key's id and this salt whenever it is needed, so no store holds one.
package struct AccessKey: Sendable, Codable, Hashable {
  /// `AKIA…`.
  package let id: String
  /// Unix seconds.
  package let created: Int
  /// Sixteen random bytes.
  package let salt: [UInt8]
  package var isActive: Bool

  package init(id: String, created: Int, salt: [UInt8], isActive: Bool = true) {
    self.id = id
    self.created = created
    self.salt = salt
    self.isActive = isActive
  }
}
