import KeylessSource

/// Session tags that a token carries, in either form, within AWS's limits.
package struct SessionTags: Hashable, Sendable {
  /// In the order of the token; keys are unique without regard to case.
  package let tags: [Tag]
  /// The keys that a chained role inherits; each is one of `tags`, spelled as in the token.
  package let transitiveKeys: [String]

  package struct Tag: Hashable, Sendable {
    package let key: String
    package let value: String
  }

  package static let most = 50
  package static let longestKey = 128
  package static let longestValue = 256

  /// Collects both forms; AWS documents no mix, so a key named twice is refused wherever it stands.
  struct Builder {
    private var tags: [Tag] = []
    private var keys: Set<[UInt8]> = []
    private var transitive: [String] = []
    private var sawTransitive = false

    mutating func addNested(_ node: JSONNode) throws(TokenRefusal) {
      guard case .object(let members) = node.value else {
        throw Self.refuse("the tags claim is \(node.kind), not an object")
      }
      for member in members {
        if member.name.sameBytes(as: "principal_tags") {
          guard case .object(let tags) = member.value.value else {
            throw Self.refuse("`principal_tags` is \(member.value.kind), not an object")
          }
          for tag in tags {
            guard case .array(let values) = tag.value.value, values.count == 1, let value = values.first else {
              throw Self.refuse("the tag \(TokenRefusal.quote(tag.name)) needs an array of exactly one string")
            }
            try add(tag.name, value)
          }
        } else if member.name.sameBytes(as: "transitive_tag_keys") {
          try addTransitive(member.value)
        }
      }
    }

    mutating func addFlat(_ key: String, _ node: JSONNode) throws(TokenRefusal) {
      try add(key, node)
    }

    mutating func addTransitive(_ node: JSONNode) throws(TokenRefusal) {
      guard !sawTransitive else { throw Self.refuse("the transitive keys are given twice") }
      sawTransitive = true
      guard case .array(let items) = node.value, items.count <= SessionTags.most else {
        throw Self.refuse("`transitive_tag_keys` must be an array of at most \(SessionTags.most) strings")
      }
      for item in items {
        guard case .string(let key) = item.value else {
          throw Self.refuse("a transitive key is \(item.kind), not a string")
        }
        transitive.append(key)
      }
    }

    func finish() throws(TokenRefusal) -> SessionTags {
      var seen: Set<[UInt8]> = []
      for key in transitive {
        let folded = Self.fold(key)
        guard keys.contains(folded) else {
          throw Self.refuse("the transitive key \(TokenRefusal.quote(key)) is not a tag")
        }
        guard seen.insert(folded).inserted else {
          throw Self.refuse("the transitive key \(TokenRefusal.quote(key)) is given twice")
        }
      }
      return SessionTags(tags: tags, transitiveKeys: transitive)
    }

    private mutating func add(_ key: String, _ node: JSONNode) throws(TokenRefusal) {
      guard case .string(let value) = node.value else {
        throw Self.refuse("the value of the tag \(TokenRefusal.quote(key)) is \(node.kind), not a string")
      }
      guard tags.count < SessionTags.most else { throw Self.refuse("more than \(SessionTags.most) tags") }
      guard !key.isEmpty, Self.fits(key, SessionTags.longestKey), Self.fits(value, SessionTags.longestValue) else {
        throw Self.refuse("the tag \(TokenRefusal.quote(key)) is too long or has a character that tags may not have")
      }
      let folded = Self.fold(key)
      guard !folded.starts(with: "aws:".utf8) else {
        throw Self.refuse("the tag \(TokenRefusal.quote(key)) begins with `aws:`")
      }
      guard keys.insert(folded).inserted else {
        throw Self.refuse("the tag \(TokenRefusal.quote(key)) is given twice; case does not tell keys apart")
      }
      tags.append(Tag(key: key, value: value))
    }

    private static func refuse(_ reason: String) -> TokenRefusal { TokenRefusal(.invalidTags, reason) }

    /// `[\p{L}\p{Z}\p{N}_.:/=+\-@]`, counted in Unicode scalars.
    private static func fits(_ text: String, _ longest: Int) -> Bool {
      var count = 0
      for scalar in text.unicodeScalars {
        count += 1
        guard count <= longest, isTagScalar(scalar) else { return false }
      }
      return true
    }

    private static func isTagScalar(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: true
      case .decimalNumber, .letterNumber, .otherNumber: true
      default: "_.:/=+-@".unicodeScalars.contains(scalar)
      }
    }

    private static func fold(_ key: String) -> [UInt8] {
      var bytes: [UInt8] = []
      for scalar in key.unicodeScalars { bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8) }
      return bytes
    }
  }
}
