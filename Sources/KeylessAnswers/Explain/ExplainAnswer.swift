package import KeylessPlatforms
package import KeylessPolicy
import KeylessReach
package import KeylessSource

/// `keyless explain`: the decision of one role about one token, why, and what would flip it.
package struct ExplainAnswer: Sendable {
  package let role: RoleEntry
  package let issuer: String
  package let platform: Platform?
  /// What the policy is shown.
  package let context: RequestContext
  /// Keys whose values are not known, as in a CloudTrail event.
  package let unknownKeys: [String]
  package let decision: Decision
  private let nearest: NearestPipeline?
  /// Why there is no nearest pipeline.
  private let noNearest: String?
  /// By which the policy's principal is asked.
  private let provider: String
  private let question: TrustQuestion
  /// The components of the pipeline, as far as they are known.
  private let components: [String: String]

  /// The components are those that the platform makes of the pipeline's facts.
  package init(
    role: RoleEntry,
    platform: Platform?,
    issuer: String,
    context: RequestContext,
    components: [String: String] = [:],
    unknownKeys: [String] = []
  ) throws(WhoError) {
    self.role = role
    self.platform = platform
    self.issuer = issuer
    var context = context
    // STS speaks TLS alone (AWS STS endpoints).
    if context["aws:SecureTransport"] == nil { context["aws:SecureTransport"] = ["true"] }
    self.context = context
    self.unknownKeys = unknownKeys + Self.left(open: role.trust, context).filter { !unknownKeys.contains($0) }
    self.components = components
    do { question = try TrustQuestion(role.trust, platform: platform?.id.description, issuer: issuer) } catch {
      throw WhoError(description: error.message)
    }
    provider = role.provider(of: issuer)
    decision = question.policy.explain(TrustReach.request(provider, context))
    (nearest, noNearest) =
      decision.outcome == .allow || components.isEmpty
      ? (nil, nil) : Self.nearest(question, provider, issuer, components, context)
  }

  package var isAllowed: Bool { decision.outcome == .allow }

  /// The keys that the caller or the circumstances decide, that the policy asks for and that were not given.
  private static func left(open trust: PolicyDocument, _ context: RequestContext) -> [String] {
    let all = [
      "sts:RoleSessionName", "aws:SourceIp", "aws:VpcSourceIp", "aws:CurrentTime", "aws:EpochTime", "aws:SourceVpc",
      "aws:SourceVpce", "aws:UserAgent", "aws:Referer", "aws:RequestedRegion",
    ]
    return all.filter { trust.contextKeys.contains(ConditionKey($0)) && context[$0] == nil }
  }

  private static func nearest(
    _ question: TrustQuestion,
    _ provider: String,
    _ issuer: String,
    _ components: [String: String],
    _ context: RequestContext
  ) -> (NearestPipeline?, String?) {
    let request = TrustReach.request(provider)
    let statements = question.document.statements
    let isTrusted = statements.indices.contains { index in
      statements[index].effect.value == .allow && question.policy.speaks(index, of: request)
    }
    guard isTrusted else {
      return (nil, "the policy does not trust \(issuer) in the role's account; --issuer names another one")
    }
    guard let platform = question.providers.first?.platform else { return (nil, nil) }
    do {
      let universe = try TrustUniverse(
        platform: platform,
        issuer: issuer,
        audiences: nil,
        policies: [question.document]
      )
      let reach = try TrustReach(question.policy, provider: provider, in: universe)
      var known = components
      if let audience = context["\(universe.prefix):aud"]?.first { known["aud"] = audience }
      for key in ["sts:RoleSessionName", "aws:SourceIp", "aws:SecureTransport"] { known[key] = context[key]?.first }
      known["time"] = context["aws:CurrentTime"]?.first
      let subject = context["\(universe.prefix):sub"]?.first
      guard let found = NearestPipeline.find(reach, to: known, subject: subject) else {
        return (
          nil,
          reach.isEmpty && reach.unknowns.isEmpty
            ? "no pipeline gets in at all with a default subject; `keyless who` says why"
            : "whether any pipeline gets in is not known; `keyless who` says why"
        )
      }
      let shown = TrustReach.request(provider, found.form.context(of: found.point))
      guard question.policy.decide(shown) == .allow else {
        assertionFailure("the nearest pipeline does not get in")
        return (nil, "internal error: the nearest pipeline that was found does not get in")
      }
      return (found, nil)
    } catch {
      return (nil, "the nearest pipeline that gets in is not known: \(error)")
    }
  }

  package var text: String {
    var lines = [role.arn.map { "role \($0)" } ?? "policy \(role.name)"]
    lines += decision.description.split(separator: "\n").map { "  " + $0 }
    for key in unknownKeys {
      lines.append("  unknown  \(key): not in what was given, so its conditions are read as if it were missing")
    }
    if let failing = decision.firstFailingCondition {
      lines.append("  first failing condition: \(failing.test) \(failing.key)")
    }
    if !isAllowed { lines += change }
    return lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }

  private var change: [String] {
    var lines: [String] = []
    if let nearest {
      lines.append("  the nearest pipeline that gets in:")
      for change in nearest.changes {
        let note = change.isOnlyCase ? "; differs only in case" : ""
        lines.append("    \(change.component): \(Self.shown(change.from)) -> \(Self.shown(change.to))\(note)")
      }
      if nearest.changes.isEmpty {
        let subject = nearest.form.context(of: nearest.point)["\(ConditionKeyMap.prefix(of: issuer)):sub"]?.first
        lines.append("    the same facts in a token of another shape, with the subject \(Self.shown(subject))")
      }
    } else if let noNearest {
      lines.append("  \(noNearest)")
    }
    lines.append("  this statement would admit exactly this pipeline:")
    lines += statement.pretty.split(separator: "\n").map { "    " + $0 }
    return lines
  }

  private static func shown(_ text: String?) -> String { text.map { "`\($0)`" } ?? "missing" }

  /// Every claim that AWS shows for this pipeline, each with its one value.
  private var statement: JSON {
    let prefix = ConditionKeyMap.prefix(of: issuer) + ":"
    let personal = ["actor", "actor_id", "user_id", "user_login", "user_email", "user_access_level", "oaud", "email"]
    var members: [JSON.Member] = []
    for (key, values) in context.all where key.utf8.starts(with: prefix.utf8) {
      let name = String(decoding: key.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
      guard values.count == 1, !personal.contains(name) else { continue }
      members.append(JSON.Member(key, .string(values[0].replacing("${", with: "${$}{"))))
    }
    return [
      "Effect": "Allow", "Principal": ["Federated": .string(provider)], "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": ["StringEquals": .object(members)],
    ]
  }

  package var json: JSON {
    var members = [
      JSON.Member("role", .string(role.name)), JSON.Member("arn", role.arn.map(JSON.string) ?? .null),
      JSON.Member("decision", .string(DecisionJSON.word(decision.outcome))),
      JSON.Member("trace", DecisionJSON.trace(decision)),
    ]
    if let failing = decision.firstFailingCondition {
      members.append(JSON.Member("firstFailing", DecisionJSON.condition(failing)))
    }
    if !unknownKeys.isEmpty { members.append(JSON.Member("unknownKeys", .array(unknownKeys.map(JSON.string)))) }
    if !isAllowed {
      if let nearest {
        members.append(
          JSON.Member(
            "nearest",
            .array(
              nearest.changes.map { change in
                [
                  "component": .string(change.component), "from": change.from.map(JSON.string) ?? .null,
                  "to": change.to.map(JSON.string) ?? .null, "onlyCase": .bool(change.isOnlyCase),
                ]
              }
            )
          )
        )
      }
      if let noNearest { members.append(JSON.Member("noNearest", .string(noNearest))) }
      members.append(JSON.Member("wouldAdmit", statement))
    }
    return .object(members)
  }
}
