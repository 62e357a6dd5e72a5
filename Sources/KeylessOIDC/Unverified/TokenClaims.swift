package import KeylessSource

/// The registered claims with their types checked, and all others as they stand (RFC 7519 section 4.1).
///
/// A claim of a wrong type is refused while reading; a missing one only by `TokenVerifier`, after the provider was
/// looked up. A class, though nothing of it changes: a token's way through the gate copies one reference, not eight.
package final class TokenClaims: Sendable {
  package let issuer: String?
  package let subject: String?
  /// Empty when the claim is missing.
  package let audiences: [String]
  package let authorizedParty: String?
  package let expiry: Int?
  package let issuedAt: Int?
  package let notBefore: Int?
  /// `amr`; empty when missing.
  package let authenticationMethods: [String]
  let payload: JSONIndex

  /// STS's model of `SubjectFromWebIdentityToken` ends here.
  package static let longestSubject = 255
  /// The end of the year 9999: beyond it no clock agrees with another.
  package static let latestTime = 253_402_300_799

  init(_ payload: JSONIndex) throws(TokenRefusal) {
    guard payload.isObject(payload.root) else {
      throw TokenRefusal(.notAnObject, "the payload is not an object")
    }
    var (issuer, subject, authorizedParty): (String?, String?, String?)
    var (expiry, issuedAt, notBefore): (Int?, Int?, Int?)
    var (audiences, authenticationMethods): ([String], [String]) = ([], [])
    for member in payload.members(of: payload.root, nameLength: 3...3) {
      guard let packed = payload.packed(member.name), let claim = RegisteredClaim(rawValue: packed) else { continue }
      let value = Value(payload, member.value, claim.name)
      switch claim {
      case .issuer: issuer = try value.text(.invalidIssuer)
      case .subject: subject = try value.subject()
      case .audience: audiences = try value.texts(.invalidAudience)
      case .authorizedParty: authorizedParty = try value.text(.invalidAuthorizedParty)
      case .expiry: expiry = try value.time()
      case .issuedAt: issuedAt = try value.time()
      case .notBefore: notBefore = try value.time()
      case .methods: authenticationMethods = try value.texts(.invalidAuthenticationMethods)
      }
    }
    self.payload = payload
    self.issuer = issuer
    self.subject = subject
    self.audiences = audiences
    self.authorizedParty = authorizedParty
    self.expiry = expiry
    self.issuedAt = issuedAt
    self.notBefore = notBefore
    self.authenticationMethods = authenticationMethods
  }

  /// The whole payload, an object; built anew each time, for inspection.
  package var node: JSONNode { payload.node(payload.root) }

  /// A claim by its exact name, for condition keys.
  package subscript(claim name: String) -> JSONNode? {
    payload.member(name, of: payload.root).map(payload.node)
  }

  /// The names that are read, three bytes long, as `JSONIndex.packed` writes them.
  private enum RegisteredClaim: UInt64 {
    case issuer = 0x3_00_69_73_73
    case subject = 0x3_00_73_75_62
    case audience = 0x3_00_61_75_64
    case authorizedParty = 0x3_00_61_7A_70
    case expiry = 0x3_00_65_78_70
    case issuedAt = 0x3_00_69_61_74
    case notBefore = 0x3_00_6E_62_66
    case methods = 0x3_00_61_6D_72

    var name: StaticString {
      switch self {
      case .issuer: "iss"
      case .subject: "sub"
      case .audience: "aud"
      case .authorizedParty: "azp"
      case .expiry: "exp"
      case .issuedAt: "iat"
      case .notBefore: "nbf"
      case .methods: "amr"
      }
    }
  }

  /// The value of a registered claim, read as the type it must have.
  private struct Value {
    private let payload: JSONIndex
    private let place: JSONIndex.Place
    private let name: StaticString

    init(_ payload: JSONIndex, _ place: JSONIndex.Place, _ name: StaticString) {
      self.payload = payload
      self.place = place
      self.name = name
    }

    private var kind: String { payload.node(place).kind }

    func text(_ code: TokenRefusal.Code) throws(TokenRefusal) -> String {
      guard let text = payload.text(place) else { throw TokenRefusal(code, "`\(name)` is \(kind), not a string") }
      try check(text, code)
      return text
    }

    func texts(_ code: TokenRefusal.Code) throws(TokenRefusal) -> [String] {
      guard let items = payload.array(place) else { return [try text(code)] }
      guard !items.isEmpty else { throw TokenRefusal(code, "`\(name)` is an empty array") }
      var texts: [String] = []
      texts.reserveCapacity(items.count)
      for item in items {
        guard let text = payload.text(item) else {
          throw TokenRefusal(code, "`\(name)` is an array that holds \(payload.node(item).kind), not only strings")
        }
        try check(text, code)
        texts.append(text)
      }
      return texts
    }

    func subject() throws(TokenRefusal) -> String {
      guard let subject = payload.text(place) else {
        throw TokenRefusal(.invalidSubject, "`sub` is \(kind), not a string")
      }
      try check(subject, .unusableSubject)
      guard subject.utf8.count <= longestSubject || subject.unicodeScalars.count <= longestSubject else {
        throw TokenRefusal(
          .unusableSubject,
          "`sub` has \(subject.unicodeScalars.count) characters; at most \(longestSubject) are allowed"
        )
      }
      return subject
    }

    func time() throws(TokenRefusal) -> Int {
      guard let number = payload.number(place) else {
        throw TokenRefusal(.invalidTimestamp, "`\(name)` is \(kind), not an integer")
      }
      guard number.literal.utf8.first != UInt8(ascii: "-"), let time = number.integer, time <= latestTime else {
        throw TokenRefusal(
          .invalidTimestamp,
          "`\(name)` is \(TokenRefusal.quote(number.literal)), not a plain integer of seconds up to the year 9999"
        )
      }
      return time
    }

    private func check(_ text: String, _ code: TokenRefusal.Code) throws(TokenRefusal) {
      guard !text.isEmpty else { throw TokenRefusal(code, "`\(name)` is an empty string") }
      guard !text.hasControlCharacter else {
        throw TokenRefusal(code, "`\(name)` holds a control character: \(TokenRefusal.quote(text))")
      }
    }
  }
}
