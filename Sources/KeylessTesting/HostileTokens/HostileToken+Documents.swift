import KeylessOIDC
import KeylessSource

extension HostileToken {
  private static let notJWT =
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"

  /// The outer shape: length, segments, base64url.
  static func shapes(_ forge: TokenForge) throws -> [HostileToken] {
    let good = try forge.token()
    let parts = good.split(separator: ".").map(String.init)
    let (head, body, tail) = (parts[0], parts[1], parts[2])
    func hostile(_ name: String, _ compact: String, _ code: TokenRefusal.Code) -> HostileToken {
      HostileToken(name, compact, code, notJWT)
    }
    let long = try forge.token(claims: ["pad": .string(String(repeating: "a", count: 14_000))])
    return [
      hostile("20,001 characters", long + String(repeating: "A", count: max(0, 20_001 - long.utf8.count)), .tooLong),
      hostile("a million characters", String(repeating: "a", count: 1_000_000), .tooLong),
      hostile("empty text", "", .wrongSegmentCount),
      hostile("an access token", "ya29.opaque", .wrongSegmentCount),
      hostile("two segments", head + "." + body, .wrongSegmentCount),
      hostile("four segments", good + ".AAAA", .wrongSegmentCount),
      hostile("JWE shape, five segments", "\(head).\(body).\(tail).AAAA.AAAA", .wrongSegmentCount),
      hostile("only dots", "..", .emptySegment),
      hostile("empty header", ".\(body).\(tail)", .emptySegment),
      hostile("empty payload", "\(head)..\(tail)", .emptySegment),
      hostile("empty signature", "\(head).\(body).", .emptySegment),
      hostile("trailing newline", good + "\n", .notBase64URL),
      hostile("leading space", " " + good, .notBase64URL),
      hostile("newline in the payload", "\(head).\(body.prefix(8))\n\(body.dropFirst(8)).\(tail)", .notBase64URL),
      hostile("padded signature", good + "==", .notBase64URL),
      hostile("padded header", "\(head)=.\(body).\(tail)", .notBase64URL),
      hostile("plus in the signature", "\(head).\(body).+\(tail.dropFirst())", .notBase64URL),
      hostile("slash in the signature", "\(head).\(body)./\(tail.dropFirst())", .notBase64URL),
      hostile("NUL in the signature", "\(head).\(body).\u{0}\(tail.dropFirst())", .notBase64URL),
      hostile("a letter that is not ASCII", "\(head).\(body).é\(tail.dropFirst(2))", .notBase64URL),
      hostile("signature with loose trailing bits", String(good.dropLast()) + loosened(good.last), .notBase64URL),
      hostile("one character too many", "\(head).\(body).\(tail)AAA", .notBase64URL),
    ]
  }

  /// The same last letter with a bit set that the canonical spelling leaves at zero; 256 bytes end in four such bits.
  private static func loosened(_ last: Character?) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    guard let last, let value = alphabet.firstIndex(of: last) else { return "B" }
    return String(alphabet[value | 1])
  }

  /// What the two JSON documents may not be.
  static func documents(_ forge: TokenForge) throws -> [HostileToken] {
    func payload(_ name: String, _ text: String, _ code: TokenRefusal.Code) throws -> HostileToken {
      HostileToken(name, try forge.sign(forge.headerText, text, by: forge.rsa), code, notJWT)
    }
    func header(_ name: String, _ text: String, _ code: TokenRefusal.Code) throws -> HostileToken {
      HostileToken(name, try forge.sign(text, forge.claimsText, by: forge.rsa), code, notJWT)
    }
    let deep = String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)
    let invalid = Array(forge.claimsText(adding: "\"x\":\"").dropLast().utf8) + [0xFF, 0xFE] + Array("\"}".utf8)
    let many = (0..<100).map { "\"m\($0)\":1" }.joined(separator: ",")
    return [
      try payload("the first of 100 members again", forge.claimsText(adding: many + #","iss":"x""#), .duplicateMember),
      try payload("the last of 100 members again", forge.claimsText(adding: many + #","m99":1"#), .duplicateMember),
      try payload("payload twice `sub`", forge.claimsText(adding: #""sub":"repo:evil/evil""#), .duplicateMember),
      try payload(
        "payload twice `aud`, once escaped",
        forge.claimsText(adding: #""\u0061ud":"evil""#),
        .duplicateMember
      ),
      try payload("twice a member within a claim", forge.claimsText(adding: #""x":{"a":1,"a":2}"#), .duplicateMember),
      try header("header twice `alg`", forge.headerText(adding: #""alg":"RS256""#), .duplicateMember),
      try header("header twice `kid`, once escaped", forge.headerText(adding: #""k\u0069d":"x""#), .duplicateMember),
      try payload("payload is an array", "[]", .notAnObject), try payload("payload is a string", "\"x\"", .notAnObject),
      try payload("payload is a number", "1", .notAnObject), try header("header is an array", "[]", .notAnObject),
      try payload("deep nesting", forge.claimsText(adding: "\"x\":" + deep), .tooDeep),
      try payload(
        "17 levels",
        String(repeating: "{\"a\":", count: 17) + "1" + String(repeating: "}", count: 17),
        .tooDeep
      ),
      try payload("byte-order mark", "\u{FEFF}" + forge.claimsText, .notJSON),
      try header("byte-order mark in the header", "\u{FEFF}" + forge.headerText, .notJSON),
      HostileToken(
        "invalid UTF-8",
        try forge.sign(Array(forge.headerText.utf8), invalid, by: forge.rsa),
        .notJSON,
        notJWT
      ),
      try payload("lone surrogate", forge.claimsText(adding: #""x":"\ud800""#), .notJSON),
      try payload("raw newline in a string", forge.claimsText(adding: "\"x\":\"a\nb\""), .notJSON),
      try payload("text after the payload", forge.claimsText + "{}", .notJSON),
      try payload("trailing comma", String(forge.claimsText.dropLast()) + ",}", .notJSON),
      try payload("single quotes", "{'sub':'x'}", .notJSON),
      try payload("NaN", forge.claimsText(adding: "\"x\":NaN"), .notJSON),
      try payload("a comment", "/**/" + forge.claimsText, .notJSON),
      try payload("leading zero", forge.claimsText(adding: "\"x\":01"), .notJSON),
    ]
  }

  /// What a header may not ask for.
  static func headers(_ forge: TokenForge) throws -> [HostileToken] {
    func hostile(_ name: String, _ edit: [String: JSON?], _ code: TokenRefusal.Code) throws -> HostileToken {
      HostileToken(name, try forge.token(header: edit), code, notJWT)
    }
    var all: [HostileToken] = []
    for name in [
      "none", "None", "NONE", "nOnE", "", "HS256", "HS384", "HS512", "PS256", "PS384", "PS512", "EdDSA", "Ed25519",
      "ES256K",
      "rs256", "Rs256", "RS256 ", "RS256\u{0}", "RS257", "RSA-OAEP", "dir",
    ] {
      all.append(try hostile("alg `\(name)`", ["alg": .string(name)], .unsupportedAlgorithm))
    }
    all += [
      try hostile("no alg", ["alg": nil], .missingAlgorithm),
      try hostile("alg null", ["alg": .null], .unsupportedAlgorithm),
      try hostile("alg in an array", ["alg": ["RS256"]], .unsupportedAlgorithm),
      try hostile("Alg in capitals", ["alg": nil, "ALG": "RS256"], .missingAlgorithm),
      try hostile("crit names b64", ["crit": ["b64"], "b64": true], .criticalHeader),
      try hostile("crit names exp", ["crit": ["exp"], "exp": 1], .criticalHeader),
      try hostile("empty crit", ["crit": []], .criticalHeader),
      try hostile("crit null", ["crit": .null], .criticalHeader),
      try hostile("b64 false", ["b64": false], .unencodedPayload),
      try hostile("b64 text", ["b64": "true"], .unencodedPayload),
      try hostile("typ number", ["typ": 1], .invalidType), try hostile("kid number", ["kid": 1], .invalidKeyID),
      try hostile("kid null", ["kid": .null], .invalidKeyID), try hostile("kid empty", ["kid": ""], .invalidKeyID),
      try hostile("kid of 256 bytes", ["kid": .string(String(repeating: "k", count: 256))], .invalidKeyID),
    ]
    return all
  }
}
