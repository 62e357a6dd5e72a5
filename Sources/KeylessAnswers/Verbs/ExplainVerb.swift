import KeylessOIDC
import KeylessPlatforms
import KeylessPolicy
import KeylessSource
package import KeylessSystem

/// `keyless explain`: one role and one token, pipeline or event.
package struct ExplainVerb: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case text, json
  }

  /// Holds the role.
  package var file = ""
  package var role: String?
  package var token: String?
  package var event: String?
  package var facts: [String] = []
  package var platform: String?
  package var issuer: String?
  package var audience: String?
  package var format = Format.text

  package init() {}

  /// 0 when the role lets the token in, 1 when it does not.
  package func run(_ system: System) throws -> Int32 {
    guard [token != nil, event != nil, !facts.isEmpty].count(where: \.self) == 1 else {
      throw AnswerError(.usage, "give one of --token FILE, --event FILE and --fact NAME=VALUE")
    }
    if let token, TokenRedaction.isToken(token) {
      throw AnswerError(.usage, "that is a token, and others can read the arguments of a process; put it into a file")
    }
    let reading = try InputFile.roles(file, system)
    var roles = reading.roles
    if let role { roles = roles.filter { $0.name == role || $0.arn == role } }
    if roles.isEmpty, let broken = reading.broken.first(where: { role == nil || $0.role == role }) {
      throw AnswerError(.usage, "the trust policy of `\(TerminalText.escaping(broken.role))` cannot be read")
    }
    guard let entry = roles.first, roles.count == 1 else {
      throw AnswerError(
        .usage,
        roles.isEmpty
          ? "there is no such role in what was given" : "there are several roles in it; name one with --role"
      )
    }
    let answer = try answer(entry, system)
    system.printOutput(format == .json ? answer.json.pretty + "\n" : answer.text)
    return answer.isAllowed ? 0 : 1
  }

  private func answer(_ entry: RoleEntry, _ system: System) throws -> ExplainAnswer {
    do {
      if let token { return try ofToken(entry, InputFile.read(token, limit: 32_768, system)) }
      if let event { return try ofEvent(entry, InputFile.read(event, limit: 1 << 20, system)) }
      let pipeline = try GivenPipeline(facts: facts, platform: platform, issuer: issuer, audience: audience)
      return try ExplainAnswer(
        role: entry,
        platform: pipeline.platform,
        issuer: pipeline.issuer,
        context: pipeline.context,
        components: pipeline.components
      )
    } catch let error as WhoError {
      throw AnswerError(.usage, error.description)
    } catch let error as BatchError {
      throw AnswerError(.usage, error.message)
    }
  }

  private func ofToken(_ entry: RoleEntry, _ bytes: [UInt8]) throws -> ExplainAnswer {
    let token = try UnverifiedToken.parse(TokenFile.token(in: bytes))
    let claims = token.claims.node
    guard case .string(let issuer)? = claims["iss"]?.value else {
      throw AnswerError(.usage, "the token has no `iss`")
    }
    let named = platform.flatMap(Platform.named) ?? Platform.issuing(issuer)
    return try ExplainAnswer(
      role: entry,
      platform: named,
      issuer: issuer,
      context: ContextArgument.claims(claims, issuer: issuer),
      components: named.map { Self.components(claims, $0) } ?? [:]
    )
  }

  /// The platform's components as far as the claims say them.
  private static func components(_ claims: JSONNode, _ platform: Platform) -> [String: String] {
    guard case .object(let members) = claims.value else { return [:] }
    var facts: [String: FactValue] = [:]
    for member in members where platform.fact(named: member.name) != nil {
      switch member.value.value {
      case .string(let text): facts[member.name] = .text(text)
      case .number(let number): facts[member.name] = .text(number.literal)
      default: break
      }
    }
    return platform.components(of: Pipeline(platform: platform.id, facts: facts))
  }

  /// CloudTrail records subject and audience of an exchange and nothing else of the token
  /// (CloudTrail, `userIdentity` of `WebIdentityUser`).
  private func ofEvent(_ entry: RoleEntry, _ bytes: [UInt8]) throws -> ExplainAnswer {
    guard let node = try? JSONParser.parse(bytes) else { throw AnswerError(.usage, "the event is not valid JSON") }
    let identity = node["userIdentity"]
    guard case .string(let subject)? = identity?["userName"]?.value else {
      throw AnswerError(.usage, "the event has no `userIdentity.userName`, which is the subject of a web identity")
    }
    let provider = text(identity?["identityProvider"]) ?? text(node["responseElements"]?["provider"])
    guard let provider else { throw AnswerError(.usage, "the event does not say whose token it was") }
    let host = provider.split(separator: ":oidc-provider/", maxSplits: 1).last.map(String.init) ?? provider
    let issuer = issuer ?? "https://" + host
    let prefix = ConditionKeyMap.prefix(of: issuer)
    var context = RequestContext()
    context["\(prefix):sub"] = [subject]
    if let audience = text(node["responseElements"]?["audience"]) { context["\(prefix):aud"] = [audience] }
    // The caller's choice and the circumstances are in the event too.
    if let name = text(node["requestParameters"]?["roleSessionName"]) { context["sts:RoleSessionName"] = [name] }
    if let address = text(node["sourceIPAddress"]), AddressRange(Array(address.utf8)) != nil {
      context["aws:SourceIp"] = [address]
    }
    if let time = text(node["eventTime"]) { context["aws:CurrentTime"] = [time] }
    let known = Set(context.all.map(\.key))
    let others = ConditionKeyMap.claims(mappedFor: issuer).map { "\(prefix):\($0.key)" }.filter { !known.contains($0) }
    let asked = Set(entry.trust.contextKeys.map { ASCIIText.lowered($0.name) })
    return try ExplainAnswer(
      role: entry,
      platform: platform.flatMap(Platform.named) ?? Platform.issuing(issuer),
      issuer: issuer,
      context: context,
      unknownKeys: others.filter { asked.contains(ASCIIText.lowered($0)) }
    )
  }

  private func text(_ node: JSONNode?) -> String? {
    if case .string(let text)? = node?.value { text } else { nil }
  }
}

/// ASCII letters in lower case.
private enum ASCIIText {
  static func lowered(_ text: String) -> String {
    String(decoding: text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
