package import KeylessOIDC
import KeylessSource

/// One token that must be refused, and the answer it must get.
package struct HostileToken: Sendable, CustomStringConvertible {
  package let name: String
  package let compact: String
  package let code: TokenRefusal.Code
  /// The start of AWS's message.
  package let message: String
  package let awsCode: AWSError.Code

  init(
    _ name: String,
    _ compact: String,
    _ code: TokenRefusal.Code,
    _ message: String,
    _ awsCode: AWSError.Code = .invalidIdentityToken
  ) {
    self.name = name
    self.compact = compact
    self.code = code
    self.message = message
    self.awsCode = awsCode
  }

  package var description: String { name }

  /// Every table.
  package static func all(_ forge: TokenForge) throws -> [HostileToken] {
    try shapes(forge) + headers(forge) + documents(forge) + types(forge) + missing(forge) + places(forge) + times(forge)
      + signatures(forge) + specials(forge)
  }

  /// Tokens that look as suspicious and are genuine: each must be accepted, or the refusals above prove nothing.
  package static func genuine(_ forge: TokenForge) throws -> [(name: String, compact: String)] {
    let attacker = forge.attacker.publicKey.json
    let url: JSON = "https://attacker.example/keys"
    return [
      ("plain RSA", try forge.token()), ("plain P-256", try forge.tokenEC()),
      ("embedded jwk ignored", try forge.token(header: ["jwk": attacker])),
      ("jku ignored", try forge.token(header: ["jku": url])), ("x5u ignored", try forge.token(header: ["x5u": url])),
      ("x5c and x5t ignored", try forge.token(header: ["x5c": ["AAAA"], "x5t": "AAAA", "x5t#S256": "AAAA"])),
      ("b64 true", try forge.token(header: ["b64": true])), ("no typ", try forge.token(header: ["typ": nil])),
      (
        "RS512 under the unbound key",
        try forge.sign(
          Array(forge.headerText.replacing("RS256", with: "RS512").utf8),
          Array(forge.claimsText.utf8),
          by: forge.rsa,
          .rs512
        )
      ),
      ("RS256 under the bound key", try forge.token(header: ["kid": "bound"])),
      ("one audience in an array", try forge.token(claims: ["aud": [.string(forge.audience)]])),
      ("azp picks one of several", try forge.token(claims: ["aud": ["a", "b"], "azp": .string(forge.audience)])),
      ("last second of exp with leeway", try forge.token(claims: ["exp": .integer(forge.now - 299)])),
      ("first second of nbf with leeway", try forge.token(claims: ["nbf": .integer(forge.now + 300)])),
      ("first second of iat with leeway", try forge.token(claims: ["iat": .integer(forge.now + 300)])),
      ("nearly 20,000 characters", try forge.token(claims: ["pad": .string(String(repeating: "a", count: 14_000))])),
      (
        "100 more members",
        try forge.token(claims: Dictionary(uniqueKeysWithValues: (0..<100).map { ("m\($0)", JSON.integer($0)) }))
      ),
      ("no nbf", try forge.token(claims: ["nbf": nil])),
      ("subject of 255 characters", try forge.token(claims: ["sub": .string(String(repeating: "ß", count: 255))])),
      ("white space around the payload", try forge.sign(forge.headerText, " \n\(forge.claimsText) ", by: forge.rsa)),
      (
        "names that only look alike",
        try forge.sign(
          forge.headerText,
          forge.claimsText(adding: #""Sub":1,"sub ":2,"\u0455ub":3"#),
          by: forge.rsa
        )
      ),
      (
        "tags nested",
        try forge.token(claims: [
          "https://aws.amazon.com/tags": ["principal_tags": ["Team": ["blue"]], "transitive_tag_keys": ["Team"]]
        ])
      ),
      (
        "tags flat",
        try forge.token(claims: [
          "https://aws.amazon.com/tags/principal_tags/Team": "blue",
          "https://aws.amazon.com/tags/transitive_tag_keys": ["Team"],
        ])
      ),
    ]
  }
}
