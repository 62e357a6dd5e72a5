package import KeylessSource

/// The keys that an issuer publishes (RFC 7517 section 5), each prepared for verifying.
package struct JSONWebKeySet: Sendable {
  package let keys: [VerificationKey]
  /// Entries that are legal but do not verify our tokens, with the reason, for the log.
  package let skipped: [Skipped]

  /// One entry left out, by its place in the set.
  package struct Skipped: Hashable, Sendable {
    package let index: Int
    package let reason: String
  }

  /// AWS allows so many keys of each family (AWS STS API, `InvalidIdentityToken`).
  package static let mostKeysPerFamily = 100

  private init(keys: [VerificationKey], skipped: [Skipped]) {
    self.keys = keys
    self.skipped = skipped
  }

  package init(_ keys: [JSONWebKey]) throws(KeyError) {
    var collector = Collector()
    for (index, key) in keys.enumerated() { try collector.add(key, at: index) }
    self.init(keys: collector.keys, skipped: [])
  }

  /// Reads a published set of at most 1 MiB.
  package static func parse(_ document: [UInt8]) throws(KeyError) -> JSONWebKeySet {
    let root: JSONNode
    do {
      root = try JSONParser.parse(document, limits: .init(size: 1 << 20, depth: 8))
    } catch {
      throw KeyError(
        .notJSON,
        "the key set is not JSON that can be trusted: \(TerminalText.escaping(error.description))"
      )
    }
    guard case .object(let members) = root.value,
      let list = members.first(where: { $0.name.sameBytes(as: "keys") })?.value,
      case .array(let entries) = list.value
    else { throw KeyError(.malformed, "the key set has no array `keys`") }
    var collector = Collector()
    var skipped: [Skipped] = []
    for (index, node) in entries.enumerated() {
      do {
        try collector.count(node)
        switch try JSONWebKey.read(node) {
        case .key(let key): try collector.add(key, at: index)
        case .skipped(let reason): skipped.append(Skipped(index: index, reason: reason))
        }
      } catch {
        throw KeyError(error.code, "entry \(index) of the key set: \(error.reason)")
      }
    }
    return JSONWebKeySet(keys: collector.keys, skipped: skipped)
  }

  package var json: JSON {
    .object([.init("keys", .array(keys.map(\.webKey.json)))])
  }
}

/// Counts the families and sees to unique names while a set grows.
private struct Collector {
  private(set) var keys: [VerificationKey] = []
  private var families: [Int] = [0, 0]
  private var names: Set<[UInt8]> = []

  mutating func count(_ node: JSONNode) throws(KeyError) {
    guard case .object(let members) = node.value,
      let type = members.first(where: { $0.name.sameBytes(as: "kty") })?.value, case .string(let text) = type.value
    else { return }
    guard let family = ["RSA", "EC"].firstIndex(where: { $0.sameBytes(as: text) }) else { return }
    families[family] += 1
    guard families[family] <= JSONWebKeySet.mostKeysPerFamily else {
      throw KeyError(.tooManyKeys, "more than \(JSONWebKeySet.mostKeysPerFamily) \(text) keys; AWS refuses such a set")
    }
  }

  mutating func add(_ key: JSONWebKey, at index: Int) throws(KeyError) {
    if let keyID = key.keyID {
      guard names.insert(Array(keyID.utf8)).inserted else {
        throw KeyError(.duplicateKeyID, "its `kid` names an earlier key too, so a token could mean either")
      }
    }
    keys.append(try VerificationKey(key))
  }
}
