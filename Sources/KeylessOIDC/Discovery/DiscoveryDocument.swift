package import KeylessSource

/// What an issuer says about itself at `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0 section 3).
///
/// AWS refuses a document without any of these five members (observed), so all are required.
package struct DiscoveryDocument: Hashable, Sendable {
  package let issuer: String
  package let keySetURL: String
  package let responseTypes: [String]
  package let subjectTypes: [String]
  package let signingAlgorithms: [String]

  /// The document of an issuer that only mints job tokens.
  package init(
    issuer: String,
    keySetURL: String,
    responseTypes: [String] = ["id_token"],
    subjectTypes: [String] = ["public"],
    signingAlgorithms: [SigningAlgorithm]
  ) {
    self.issuer = issuer
    self.keySetURL = keySetURL
    self.responseTypes = responseTypes
    self.subjectTypes = subjectTypes
    self.signingAlgorithms = signingAlgorithms.map(\.name)
  }

  package var json: JSON {
    .object([
      .init("issuer", .string(issuer)), .init("jwks_uri", .string(keySetURL)),
      .init("response_types_supported", .array(responseTypes.map(JSON.string))),
      .init("subject_types_supported", .array(subjectTypes.map(JSON.string))),
      .init("id_token_signing_alg_values_supported", .array(signingAlgorithms.map(JSON.string))),
    ])
  }

  /// Reads a document of at most 256 KiB whose `issuer` is, byte for byte, the one it was fetched for.
  package static func parse(_ document: [UInt8], issuer expected: String) throws(KeyError) -> DiscoveryDocument {
    let root: JSONNode
    do {
      root = try JSONParser.parse(document, limits: .init(size: 1 << 18, depth: 16))
    } catch {
      throw KeyError(
        .notJSON,
        "the discovery document is not JSON that can be trusted: \(TerminalText.escaping(error.description))"
      )
    }
    guard case .object(let members) = root.value else {
      throw KeyError(.malformed, "the discovery document is \(root.kind), not an object")
    }
    return try DiscoveryDocument(Reader(members: members), expected)
  }

  private init(_ reader: Reader, _ expected: String) throws(KeyError) {
    issuer = try reader.text("issuer")
    guard issuer.sameBytes(as: expected) else {
      throw KeyError(
        .wrongIssuer,
        "the discovery document is for \(TokenRefusal.quote(issuer)), not for \(TokenRefusal.quote(expected)); "
          + "they must be equal to the last slash"
      )
    }
    keySetURL = try reader.text("jwks_uri")
    let isURL = keySetURL.utf8.starts(with: "https://".utf8) || keySetURL.utf8.starts(with: "http://".utf8)
    guard isURL, keySetURL.utf8.count <= 2048, keySetURL.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw KeyError(.malformed, "`jwks_uri` of the discovery document is not a URL")
    }
    responseTypes = try reader.texts("response_types_supported")
    subjectTypes = try reader.texts("subject_types_supported")
    signingAlgorithms = try reader.texts("id_token_signing_alg_values_supported")
  }

  /// Required members by exact name.
  private struct Reader {
    let members: [JSONMember]

    func text(_ name: String) throws(KeyError) -> String {
      let node = try node(name)
      guard case .string(let text) = node.value, !text.isEmpty else {
        throw malformed(name, "a string that is not empty")
      }
      return text
    }

    func texts(_ name: String) throws(KeyError) -> [String] {
      guard case .array(let items) = try node(name).value, !items.isEmpty else {
        throw malformed(name, "an array that is not empty")
      }
      var texts: [String] = []
      for item in items {
        guard case .string(let text) = item.value else { throw malformed(name, "an array of strings") }
        texts.append(text)
      }
      return texts
    }

    private func node(_ name: String) throws(KeyError) -> JSONNode {
      guard let node = members.first(where: { $0.name.sameBytes(as: name) })?.value else {
        throw KeyError(.missingMember, "the discovery document lacks `\(name)`, which AWS requires")
      }
      return node
    }

    private func malformed(_ name: String, _ wanted: String) -> KeyError {
      KeyError(.malformed, "`\(name)` of the discovery document must be \(wanted)")
    }
  }
}
