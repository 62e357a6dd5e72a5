package import KeylessSource

/// The registered claims with their types checked, and all others as they stand (RFC 7519 section 4.1).
///
/// A claim of a wrong type is refused while reading; a missing one only by `TokenVerifier`, after the provider was
/// looked up.
package struct TokenClaims: Sendable {
  package private(set) var issuer: String?
  package private(set) var subject: String?
  /// Empty when the claim is missing.
  package private(set) var audiences: [String] = []
  package private(set) var authorizedParty: String?
  package private(set) var expiry: Int?
  package private(set) var issuedAt: Int?
  package private(set) var notBefore: Int?
  /// `amr`; empty when missing.
  package private(set) var authenticationMethods: [String] = []
  /// The whole payload, an object.
  package let node: JSONNode

  /// STS's model of `SubjectFromWebIdentityToken` ends here.
  package static let longestSubject = 255
  /// The end of the year 9999: beyond it no clock agrees with another.
  package static let latestTime = 253_402_300_799

  init(_ node: JSONNode) throws(TokenRefusal) {
    self.node = node
    guard case .object(let members) = node.value else {
      throw TokenRefusal(.notAnObject, "the payload is not an object")
    }
    for member in members where member.name.utf8.count == 3 {
      switch RegisteredClaim(member.name) {
      case .issuer: issuer = try Self.text(member, .invalidIssuer)
      case .subject: subject = try Self.subject(member)
      case .audience: audiences = try Self.texts(member, .invalidAudience)
      case .authorizedParty: authorizedParty = try Self.text(member, .invalidAuthorizedParty)
      case .expiry: expiry = try Self.time(member)
      case .issuedAt: issuedAt = try Self.time(member)
      case .notBefore: notBefore = try Self.time(member)
      case .methods: authenticationMethods = try Self.texts(member, .invalidAuthenticationMethods)
      case nil: break
      }
    }
  }

  /// A claim by its exact name, for condition keys.
  package subscript(claim name: String) -> JSONNode? {
    guard case .object(let members) = node.value else { return nil }
    return members.first { $0.name.sameBytes(as: name) }?.value
  }

  /// The name is three bytes long, so it is compared as one number.
  private enum RegisteredClaim {
    case issuer, subject, audience, authorizedParty, expiry, issuedAt, notBefore, methods

    init?(_ name: String) {
      var packed: UInt32 = 0
      for byte in name.utf8.prefix(3) { packed = packed << 8 | UInt32(byte) }
      switch packed {
      case 0x69_73_73: self = .issuer
      case 0x73_75_62: self = .subject
      case 0x61_75_64: self = .audience
      case 0x61_7A_70: self = .authorizedParty
      case 0x65_78_70: self = .expiry
      case 0x69_61_74: self = .issuedAt
      case 0x6E_62_66: self = .notBefore
      case 0x61_6D_72: self = .methods
      default: return nil
      }
    }
  }

  private static func text(_ member: JSONMember, _ code: TokenRefusal.Code) throws(TokenRefusal) -> String {
    guard case .string(let text) = member.value.value else {
      throw TokenRefusal(code, "`\(member.name)` is \(member.value.kind), not a string")
    }
    try check(text, member.name, code)
    return text
  }

  private static func texts(_ member: JSONMember, _ code: TokenRefusal.Code) throws(TokenRefusal) -> [String] {
    guard case .array(let items) = member.value.value else { return [try text(member, code)] }
    guard !items.isEmpty else { throw TokenRefusal(code, "`\(member.name)` is an empty array") }
    var texts: [String] = []
    texts.reserveCapacity(items.count)
    for item in items {
      guard case .string(let text) = item.value else {
        throw TokenRefusal(code, "`\(member.name)` is an array that holds \(item.kind), not only strings")
      }
      try check(text, member.name, code)
      texts.append(text)
    }
    return texts
  }

  private static func check(_ text: String, _ name: String, _ code: TokenRefusal.Code) throws(TokenRefusal) {
    guard !text.isEmpty else { throw TokenRefusal(code, "`\(name)` is an empty string") }
    guard !text.hasControlCharacter else {
      throw TokenRefusal(code, "`\(name)` holds a control character: \(TokenRefusal.quote(text))")
    }
  }

  private static func subject(_ member: JSONMember) throws(TokenRefusal) -> String {
    guard case .string(let subject) = member.value.value else {
      throw TokenRefusal(.invalidSubject, "`sub` is \(member.value.kind), not a string")
    }
    try check(subject, "sub", .unusableSubject)
    guard subject.utf8.count <= longestSubject || subject.unicodeScalars.count <= longestSubject else {
      throw TokenRefusal(
        .unusableSubject,
        "`sub` has \(subject.unicodeScalars.count) characters; at most \(longestSubject) are allowed"
      )
    }
    return subject
  }

  private static func time(_ member: JSONMember) throws(TokenRefusal) -> Int {
    guard case .number(let number) = member.value.value else {
      throw TokenRefusal(.invalidTimestamp, "`\(member.name)` is \(member.value.kind), not an integer")
    }
    guard number.literal.utf8.first != UInt8(ascii: "-"), let time = number.integer, time <= latestTime else {
      throw TokenRefusal(
        .invalidTimestamp,
        "`\(member.name)` is \(TokenRefusal.quote(number.literal)), not a plain integer of seconds up to the year 9999"
      )
    }
    return time
  }
}
