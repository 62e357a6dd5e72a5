import KeylessSource

/// The claims that speak to AWS itself: session tags, source identity and the list of roles (IAM User Guide, session tags).
package struct SpecialClaims: Hashable, Sendable {
  package let tags: SessionTags
  package let sourceIdentity: String?
  /// The roles this token may assume; nil when it does not say, and an empty list admits none.
  package let roles: [String]?

  static let prefix = "https://aws.amazon.com/"

  init(_ claims: TokenClaims) throws(TokenRefusal) { try self.init(claims.payload) }

  init(_ payload: JSONIndex) throws(TokenRefusal) {
    var tags = SessionTags.Builder()
    var sourceIdentity: String?
    var roles: [String]?
    for member in payload.members(of: payload.root, nameLength: 24...Int.max) {
      guard let name = payload.text(member.name), name.utf8.starts(with: Self.prefix.utf8) else { continue }
      let rest = name.utf8.dropFirst(23)
      if rest.elementsEqual("tags".utf8) {
        try tags.addNested(payload.node(member.value))
      } else if rest.elementsEqual("tags/transitive_tag_keys".utf8) {
        try tags.addTransitive(payload.node(member.value))
      } else if rest.starts(with: "tags/principal_tags/".utf8) {
        try tags.addFlat(String(Substring(rest.dropFirst(20))), payload.node(member.value))
      } else if rest.elementsEqual("source_identity".utf8) {
        sourceIdentity = try Self.sourceIdentity(payload.node(member.value))
      } else if rest.elementsEqual("roles".utf8) {
        roles = try Self.roles(payload.node(member.value))
      }
    }
    self.tags = try tags.finish()
    self.sourceIdentity = sourceIdentity
    self.roles = roles
  }

  /// 2 to 64 of `[\w+=,.@-]`, `\w` in ASCII.
  private static func sourceIdentity(_ node: JSONNode) throws(TokenRefusal) -> String {
    guard case .string(let text) = node.value, (2...64).contains(text.utf8.count), text.utf8.allSatisfy(isSessionByte)
    else {
      throw TokenRefusal(
        .invalidSourceIdentity,
        "the source identity must be a string of 2 to 64 of letters, digits and `_+=,.@-`"
      )
    }
    return text
  }

  private static func isSessionByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "_+=,.@-".utf8.contains(byte)
    }
  }

  private static func roles(_ node: JSONNode) throws(TokenRefusal) -> [String] {
    let items: [JSONNode] = if case .array(let items) = node.value { items } else { [node] }
    var roles: [String] = []
    for item in items {
      guard case .string(let arn) = item.value, isARN(arn) else {
        throw TokenRefusal(.invalidRoles, "the roles claim must be an ARN or a list of ARNs")
      }
      roles.append(arn)
    }
    return roles
  }

  /// The shape only, `arn:` and six fields with the last not empty: the list is compared exactly, so no more is needed.
  private static func isARN(_ text: String) -> Bool {
    guard text.utf8.starts(with: "arn:".utf8), text.utf8.count <= 2048, !text.hasControlCharacter else { return false }
    let fields = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    return fields.count == 6 && !fields[5].isEmpty
  }
}
