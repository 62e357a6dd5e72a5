package import KeylessIssuers
import KeylessOIDC
package import KeylessPlatforms
package import KeylessSource

/// What an administrator asks a played issuer to sign: the body of `POST /_keyless/issuers/<issuer>/token`.
package struct MintRequest: Sendable {
  /// Nil where the issuer says it: `https://gitlab.com` is GitLab's.
  package var platform: String?
  package var facts: [String: FactValue]
  /// Nil: the platform's default audience, where it has one.
  package var audience: TokenRequest.Audience?
  /// Seconds; nil: the platform's own.
  package var lifetime: Int?
  package var subjectTemplate: [String]?
  package var subjectLayout: SubjectLayout?

  package init(
    platform: String?,
    facts: [String: FactValue],
    audience: TokenRequest.Audience? = nil,
    lifetime: Int? = nil,
    subjectTemplate: [String]? = nil,
    subjectLayout: SubjectLayout? = nil
  ) {
    self.platform = platform
    self.facts = facts
    self.audience = audience
    self.lifetime = lifetime
    self.subjectTemplate = subjectTemplate
    self.subjectLayout = subjectLayout
  }

  /// Where a server takes such a request for an issuer it plays.
  package static func path(for issuer: String) -> String { IssuerPages.base(of: issuer) + TokenPages.mintPage }

  /// What is wrong with a body, in words for whoever wrote it.
  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
  }

  /// Reads a body of at most 64 KiB; members that are not known are refused, never overlooked.
  package init(json bytes: [UInt8]) throws(Malformed) {
    let root: JSONNode
    do {
      root = try JSONParser.parse(bytes, limits: .init(size: 1 << 16, depth: 4))
    } catch {
      throw Malformed("the body is not JSON that can be trusted: \(TerminalText.escaping(error.description))")
    }
    guard case .object(let members) = root.value else { throw Malformed("the body is \(root.kind), not an object") }
    self.init(platform: nil, facts: [:])
    for member in members { try read(member) }
  }

  private mutating func read(_ member: JSONMember) throws(Malformed) {
    let node = member.value
    switch Array(member.name.utf8) {
    case Array("platform".utf8): platform = try Self.text(node, member.name)
    case Array("facts".utf8):
      guard case .object(let members) = node.value else { throw Malformed("`facts` is \(node.kind), not an object") }
      for fact in members { facts[fact.name] = try Self.fact(fact) }
    case Array("audience".utf8):
      if case .string(let text) = node.value {
        audience = .one(text)
      } else {
        audience = .many(try Self.texts(node, member.name))
      }
    case Array("lifetime".utf8):
      guard case .number(let number) = node.value, let seconds = number.integer else {
        throw Malformed("`lifetime` is no number of seconds")
      }
      lifetime = seconds
    case Array("subject_template".utf8): subjectTemplate = try Self.texts(node, member.name)
    case Array("subject_layout".utf8):
      guard let layout = SubjectLayout(rawValue: try Self.text(node, member.name)) else {
        throw Malformed("`subject_layout` is neither `classic` nor `immutable`")
      }
      subjectLayout = layout
    default: throw Malformed("there is no member \(TokenRefusal.quote(member.name)) in such a request")
    }
  }

  private static func fact(_ member: JSONMember) throws(Malformed) -> FactValue {
    switch member.value.value {
    case .string(let text): .text(text)
    case .bool(let flag): .flag(flag)
    case .number(let number): .text(number.literal)
    case .array: .list(try texts(member.value, member.name))
    case .null, .object: throw Malformed("the fact \(TokenRefusal.quote(member.name)) is \(member.value.kind)")
    }
  }

  private static func text(_ node: JSONNode, _ name: String) throws(Malformed) -> String {
    guard case .string(let text) = node.value else { throw Malformed("`\(name)` is \(node.kind), not a string") }
    return text
  }

  private static func texts(_ node: JSONNode, _ name: String) throws(Malformed) -> [String] {
    guard case .array(let items) = node.value else {
      throw Malformed("\(TokenRefusal.quote(name)) is \(node.kind), not an array of strings")
    }
    var texts: [String] = []
    for item in items {
      guard case .string(let text) = item.value else {
        throw Malformed("\(TokenRefusal.quote(name)) holds \(item.kind), not strings alone")
      }
      texts.append(text)
    }
    return texts
  }

  /// The body that says this.
  package var json: JSON {
    var members: [JSON.Member] = []
    if let platform { members.append(.init("platform", .string(platform))) }
    let facts = facts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    members.append(.init("facts", .object(facts.map { JSON.Member($0.key, Self.json($0.value)) })))
    switch audience {
    case .one(let text)?: members.append(.init("audience", .string(text)))
    case .many(let texts)?: members.append(.init("audience", .array(texts.map(JSON.string))))
    case nil: break
    }
    if let lifetime { members.append(.init("lifetime", .integer(lifetime))) }
    if let subjectTemplate {
      members.append(.init("subject_template", .array(subjectTemplate.map(JSON.string))))
    }
    if let subjectLayout { members.append(.init("subject_layout", .string(subjectLayout.rawValue))) }
    return .object(members)
  }

  private static func json(_ value: FactValue) -> JSON {
    switch value {
    case .text(let text): .string(text)
    case .number(let number): .integer(number)
    case .flag(let flag): .bool(flag)
    case .list(let items): .array(items.map(JSON.string))
    }
  }

  /// Signs it with the key of the issuer that is played.
  package func mint(_ issuer: PlayedIssuer, now: Int, tokenID: String) throws -> TokenMint.Minted {
    let known = Platform.issuing(issuer.issuer)
    guard let platform = try platform.map(Self.named) ?? known else {
      throw Malformed("`platform` is missing, and \(TokenRefusal.quote(issuer.issuer)) could be any platform's")
    }
    let mint = TokenMint(
      platform: platform,
      issuer: issuer.issuer,
      key: issuer.signingKey,
      subjectTemplate: subjectTemplate,
      subjectLayout: subjectLayout
    )
    return try mint.mint(
      Pipeline(platform: platform.id, facts: facts),
      TokenMint.Order(audience: audience, issuedAt: now, lifetime: lifetime, tokenID: tokenID)
    )
  }

  private static func named(_ name: String) throws(Malformed) -> Platform {
    guard let platform = Platform.named(name) else {
      let known = Platform.all.map { "`\($0.id)`" }.joined(separator: ", ")
      throw Malformed("there is no platform \(TokenRefusal.quote(name)); keyless knows \(known)")
    }
    return platform
  }
}
