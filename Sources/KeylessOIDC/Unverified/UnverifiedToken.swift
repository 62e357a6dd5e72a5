import KeylessSource

/// A well-formed token that nobody has vouched for yet.
///
/// Its claims may help to find the provider or to refuse early; they never accept. Only `TokenVerifier` turns it into a
/// `VerifiedToken`. `jku`, `x5u`, `x5c`, `x5t` and `jwk` in the header are not even read (RFC 8725 section 3.10).
package struct UnverifiedToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package let header: TokenHeader
  package let claims: TokenClaims
  let compact: String
  /// How many bytes of it the signature covers: both segments and the dot between them.
  let signedLength: Int
  let signature: [UInt8]

  /// AWS's own bound on `WebIdentityToken`.
  package static let longest = 20_000

  private static let limits = JSONParser.Limits(size: longest, depth: 16)

  /// Reads exactly one compact JWS (RFC 7515 section 7.1); nothing is trimmed.
  package static func parse(_ compact: String) throws(TokenRefusal) -> UnverifiedToken {
    guard compact.utf8.count <= longest else { throw tooLong(compact.utf8.count) }
    return try read(compact)
  }

  /// The same from bytes, as they stand in a file.
  package static func parse(_ compact: [UInt8]) throws(TokenRefusal) -> UnverifiedToken {
    guard compact.count <= longest else { throw tooLong(compact.count) }
    // What is not UTF-8 becomes U+FFFD, which no segment may hold, so nothing but the very bytes is ever verified.
    return try read(String(decoding: compact, as: UTF8.self))
  }

  private static func read(_ compact: String) throws(TokenRefusal) -> UnverifiedToken {
    let text = compact.utf8.span
    guard let (first, second) = dots(text) else {
      throw TokenRefusal(.wrongSegmentCount, "a token has exactly three segments with a dot between them")
    }
    guard first > 0, second > first + 1, second + 1 < text.count else {
      throw TokenRefusal(.emptySegment, "a segment of the token is empty")
    }
    let header = try TokenHeader(try object(text.extracting(..<first), "header"))
    let payload = try object(text.extracting((first + 1)..<second), "payload")
    let signature = try decode(text.extracting((second + 1)...), "signature")
    return UnverifiedToken(
      header: header,
      claims: try TokenClaims(payload),
      compact: compact,
      signedLength: second,
      signature: signature
    )
  }

  /// The places of the dots when there are exactly two.
  private static func dots(_ text: Span<UInt8>) -> (Int, Int)? {
    let dot = UInt8(ascii: ".")
    guard let first = ByteScan.first(dot, in: text, from: 0),
      let second = ByteScan.first(dot, in: text, from: first + 1),
      ByteScan.first(dot, in: text, from: second + 1) == nil
    else { return nil }
    return (first, second)
  }

  private static func decode(_ segment: Span<UInt8>, _ name: String) throws(TokenRefusal) -> [UInt8] {
    guard let bytes = Base64URL.decode(segment) else {
      throw TokenRefusal(.notBase64URL, "the \(name) is not canonical base64url without padding")
    }
    return bytes
  }

  private static func object(_ segment: Span<UInt8>, _ name: String) throws(TokenRefusal) -> JSONIndex {
    let bytes = try decode(segment, name)
    let index: JSONIndex
    do {
      index = try JSONIndex(bytes, limits: limits)
    } catch {
      let code: TokenRefusal.Code =
        switch error.code {
        case .duplicateMember: .duplicateMember
        case .tooDeep: .tooDeep
        case .tooLarge, .invalidUTF8, .syntax: .notJSON
        }
      throw TokenRefusal(
        code,
        "the \(name) is not JSON that can be trusted: \(TerminalText.escaping(error.description))"
      )
    }
    guard index.isObject(index.root) else {
      throw TokenRefusal(.notAnObject, "the \(name) is \(index.node(index.root).kind), not an object")
    }
    return index
  }

  private static func tooLong(_ count: Int) -> TokenRefusal {
    TokenRefusal(.tooLong, "the token has \(count) bytes; at most \(longest) are allowed")
  }

  package var description: String { "<unverified token>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
