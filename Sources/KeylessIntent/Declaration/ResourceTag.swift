/// A key and a value on an AWS resource.
package struct ResourceTag: Hashable, Sendable {
  package var key: String
  package var value: String

  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// How many tags an intent may put on one resource: AWS allows 50, and five are kept for keyless' own marks.
  package static let limit = 45

  /// Keys with this beginning are keyless' own, by which it knows what it made.
  package static let ownPrefix = "keyless:"

  /// Both lists, where a tag of the second takes the place of the first's with the same key; IAM ignores the case of keys.
  package static func merged(_ general: [ResourceTag], _ special: [ResourceTag]) -> [ResourceTag] {
    let taken = Set(special.map { $0.key.lowercased() })
    return general.filter { !taken.contains($0.key.lowercased()) } + special
  }
}
