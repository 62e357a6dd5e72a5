import Crypto
import KeylessOIDC
import KeylessSource

extension HostileToken {
  private static let noKey =
    "Couldn't retrieve verification key from your identity provider,  "
    + "please reference AssumeRoleWithWebIdentity documentation for requirements"
  private static let invalid = "Token signature invalid"
  private static let notJWT =
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"

  /// Signatures that the registered key did not make, over this text, under this algorithm.
  static func signatures(_ forge: TokenForge) throws -> [HostileToken] {
    try keys(forge) + rsa(forge) + elliptic(forge)
  }

  private static func keys(_ forge: TokenForge) throws -> [HostileToken] {
    let jwk = forge.attacker.publicKey.json
    let url: JSON = "https://attacker.example/keys"
    let payload = Array(forge.claimsText.utf8)
    func header(_ algorithm: String, _ kid: String) -> [UInt8] {
      Array(JSON.object([.init("alg", .string(algorithm)), .init("kid", .string(kid))]).compact.utf8)
    }
    return [
      HostileToken("unknown kid", try forge.token(header: ["kid": "nobody"]), .unknownKey, noKey),
      HostileToken("kid in another case", try forge.token(header: ["kid": "BOUND"]), .unknownKey, noKey),
      HostileToken("kid with a path", try forge.token(header: ["kid": "../../dev/null"]), .unknownKey, noKey),
      HostileToken("kid with SQL", try forge.token(header: ["kid": "x' UNION SELECT 'a"]), .unknownKey, noKey),
      HostileToken(
        "attacker's own kid",
        try forge.token(header: ["kid": .string(forge.attacker.keyID)], by: forge.attacker),
        .unknownKey,
        noKey
      ),
      HostileToken("no kid in a set of several", try forge.token(header: ["kid": nil]), .missingKeyID, noKey),
      HostileToken(
        "embedded jwk, right kid",
        try forge.token(header: ["jwk": jwk], by: forge.attacker),
        .wrongSignature,
        invalid
      ),
      HostileToken(
        "embedded jwk, no kid",
        try forge.token(header: ["jwk": jwk, "kid": nil], by: forge.attacker),
        .missingKeyID,
        noKey
      ),
      HostileToken(
        "jku of the attacker",
        try forge.token(header: ["jku": url], by: forge.attacker),
        .wrongSignature,
        invalid
      ),
      HostileToken(
        "x5u of the attacker",
        try forge.token(header: ["x5u": url], by: forge.attacker),
        .wrongSignature,
        invalid
      ),
      HostileToken(
        "x5c of the attacker",
        try forge.token(header: ["x5c": ["MIIB"]], by: forge.attacker),
        .wrongSignature,
        invalid
      ),
      HostileToken(
        "RS256 on the P-256 key",
        try forge.token(header: ["kid": .string(forge.ec.keyID)]),
        .unfitKey,
        noKey
      ),
      HostileToken(
        "ES256 on the RSA key",
        try forge.tokenEC(header: ["kid": .string(forge.rsa.keyID)]),
        .unfitKey,
        noKey
      ),
      HostileToken("ES256 on the P-384 key", try forge.tokenEC(header: ["kid": "p384"]), .unfitKey, noKey),
      HostileToken("ES384 on the P-256 key", try forge.tokenEC(header: ["alg": "ES384"]), .unfitKey, noKey),
      HostileToken(
        "RS512 on the key bound to RS256",
        try forge.sign(header("RS512", "bound"), payload, by: forge.rsa, .rs512),
        .unfitKey,
        noKey
      ),
      HostileToken(
        "RS512 signature under RS256",
        try forge.sign(header("RS256", forge.rsa.keyID), payload, by: forge.rsa, .rs512),
        .wrongSignature,
        invalid
      ),
      HostileToken("HS256 with the public key as secret", try hmac(forge), .unsupportedAlgorithm, notJWT),
      HostileToken(
        "alg none with a signature",
        try forge.token(header: ["alg": "none"]),
        .unsupportedAlgorithm,
        notJWT
      ),
    ]
  }

  /// The classic confusion: the published key's text as the HMAC secret.
  private static func hmac(_ forge: TokenForge) throws -> String {
    let header = #"{"alg":"HS256","typ":"JWT","kid":"\#(forge.rsa.keyID)"}"#
    let input = Base64URL.encode(header.utf8) + "." + Base64URL.encode(forge.claimsText.utf8)
    let secret = SymmetricKey(data: Array(forge.rsa.publicKey.json.compact.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Array(input.utf8), using: secret)
    return input + "." + Base64URL.encode(code)
  }

  private static func rsa(_ forge: TokenForge) throws -> [HostileToken] {
    let good = try forge.token()
    let (input, signature) = split(good)
    let other = split(try forge.token(claims: ["sub": "someone-else"]))
    let admin = Base64URL.encode(forge.claimsText.replacing("octo-repo", with: "evil-repo").utf8)
    let head = String(input.prefix { $0 != "." })
    let swapped = Base64URL.encode(JSON.object(forge.header + [.init("cty", "x")]).compact.utf8)
    func joined(_ signature: [UInt8]) -> String { input + "." + Base64URL.encode(signature) }
    var flipped = signature
    flipped[0] ^= 0x01
    var last = signature
    last[last.count - 1] ^= 0x80
    return [
      HostileToken("signature of another token", joined(other.signature), .wrongSignature, invalid),
      HostileToken("payload exchanged", "\(head).\(admin)." + Base64URL.encode(signature), .wrongSignature, invalid),
      HostileToken(
        "header exchanged",
        "\(swapped).\(input.dropFirst(head.count + 1))." + Base64URL.encode(signature),
        .wrongSignature,
        invalid
      ),
      HostileToken("first bit flipped", joined(flipped), .wrongSignature, invalid),
      HostileToken("last bit flipped", joined(last), .wrongSignature, invalid),
      HostileToken("signature one byte short", joined(signature.dropLast()), .malformedSignature, invalid),
      HostileToken("signature one byte long", joined(signature + [0]), .malformedSignature, invalid),
      HostileToken("leading zero added", joined([0] + signature), .malformedSignature, invalid),
      HostileToken("one byte of signature", joined([0]), .malformedSignature, invalid),
      HostileToken("signature all zero", joined([UInt8](repeating: 0, count: 256)), .wrongSignature, invalid),
      HostileToken("signature one", joined([UInt8](repeating: 0, count: 255) + [1]), .wrongSignature, invalid),
      HostileToken("signature all ones", joined([UInt8](repeating: 255, count: 256)), .wrongSignature, invalid),
    ]
  }

  private static func elliptic(_ forge: TokenForge) throws -> [HostileToken] {
    let (input, signature) = split(try forge.tokenEC())
    let order = EllipticCurve.p256.order
    let zero = [UInt8](repeating: 0, count: 32)
    let (r, s) = (Array(signature[..<32]), Array(signature[32...]))
    func hostile(_ name: String, _ signature: [UInt8], _ code: TokenRefusal.Code = .malformedSignature) -> HostileToken
    {
      HostileToken("ES256: " + name, input + "." + Base64URL.encode(signature), code, invalid)
    }
    let der = Array(try P256.Signing.ECDSASignature(rawRepresentation: signature).derRepresentation)
    var flipped = signature
    flipped[40] ^= 0x10
    return [
      hostile("both zero", zero + zero), hostile("r zero", zero + s), hostile("s zero", r + zero),
      hostile("r is the order", order + s), hostile("s is the order", r + order),
      hostile("all ones", [UInt8](repeating: 0xFF, count: 64)), hostile("DER", der),
      hostile("one byte short", signature.dropLast()), hostile("one byte long", signature + [0]),
      hostile("r and s padded to 33", [0] + r + [0] + s), hostile("length of P-384", zero + r + s),
      hostile("halves exchanged", s + r, .wrongSignature), hostile("bit flipped", flipped, .wrongSignature),
      hostile("r = s = 1", one + one, .wrongSignature),
      HostileToken("ES256: attacker's key", try forge.tokenEC(by: forge.attackerEC), .wrongSignature, invalid),
    ]
  }

  private static let one = [UInt8](repeating: 0, count: 31) + [1]

  private static func split(_ compact: String) -> (input: String, signature: [UInt8]) {
    let parts = compact.split(separator: ".")
    return (parts.dropLast().joined(separator: "."), Base64URL.decode(String(parts.last ?? "")) ?? [])
  }
}
