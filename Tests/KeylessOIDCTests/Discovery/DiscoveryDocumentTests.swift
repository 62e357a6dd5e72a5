import KeylessTesting
import KeylessOIDC
import KeylessSource
import Testing

@Suite("discovery documents")
struct DiscoveryDocumentTests {
  static let issuer = "https://gitlab.example.com"
  static let document = DiscoveryDocument(
    issuer: issuer,
    keySetURL: "https://gitlab.example.com/oauth/discovery/keys",
    signingAlgorithms: [.rs256]
  )

  @Test("a document survives being written and read")
  func roundTrip() throws {
    #expect(try DiscoveryDocument.parse(Array(Self.document.json.compact.utf8), issuer: Self.issuer) == Self.document)
  }

  @Test(
    "each of the five members is required and typed",
    arguments: [
      "issuer", "jwks_uri", "response_types_supported", "subject_types_supported",
      "id_token_signing_alg_values_supported",
    ]
  )
  func required(_ name: String) throws {
    guard case .object(let members) = Self.document.json else { return }
    let without = JSON.object(members.filter { $0.name != name })
    let error = #expect(throws: KeyError.self) {
      try DiscoveryDocument.parse(Array(without.compact.utf8), issuer: Self.issuer)
    }
    #expect(error?.code == .missingMember)
    for value: JSON in [.null, 1, "", [], [1]] {
      let wrong = JSON.object(members.map { $0.name == name ? .init(name, value) : $0 })
      let error = #expect(throws: KeyError.self) {
        try DiscoveryDocument.parse(Array(wrong.compact.utf8), issuer: Self.issuer)
      }
      #expect(error?.code == .malformed)
    }
  }

  @Test(
    "the issuer must be equal to the last byte",
    arguments: [
      "https://gitlab.example.com/", "http://gitlab.example.com", "https://GITLAB.example.com",
      "https://gitlab.example.com:443",
    ]
  )
  func issuer(_ other: String) {
    let error = #expect(throws: KeyError.self) {
      try DiscoveryDocument.parse(Array(Self.document.json.compact.utf8), issuer: other)
    }
    #expect(error?.code == .wrongIssuer)
  }

  @Test(
    "hostile documents are refused",
    arguments: ["", "[]", "{", #"{"issuer":"a","issuer":"b"}"#, String(repeating: "[", count: 90_000)]
  )
  func hostile(_ text: String) {
    #expect(throws: KeyError.self) { try DiscoveryDocument.parse(Array(text.utf8), issuer: Self.issuer) }
  }

  @Test(
    "a key set address that is no URL is refused",
    arguments: ["file:///etc/passwd", "jwks", "https://a b", "https://a\n", "HTTPS://a"]
  )
  func address(_ url: String) {
    let document = DiscoveryDocument(issuer: Self.issuer, keySetURL: url, signingAlgorithms: [.rs256])
    #expect(throws: KeyError.self) {
      try DiscoveryDocument.parse(Array(document.json.compact.utf8), issuer: Self.issuer)
    }
  }
}
