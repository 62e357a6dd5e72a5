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
    self.context = context
    self.unknownKeys = unknownKeys
    self.components = components
    do { question = try TrustQuestion(role.trust, platform: platform?.id.description, issuer: issuer) } catch {
      throw WhoError(description: error.message)
    }
    let arn =
      question.providers.first?.arn ?? "arn:aws:iam::111122223333:oidc-provider/\(ConditionKeyMap.prefix(of: issuer))"
    decision = question.policy.explain(TrustReach.request(arn, context))
    nearest = decision.outcome == .allow ? nil : Self.nearest(question, components)
  }

  package var isAllowed: Bool { decision.outcome == .allow }

  private static func nearest(_ question: TrustQuestion, _ components: [String: String]) -> NearestPipeline? {
    guard let provider = question.providers.first, !components.isEmpty else { return nil }
    let universe = try? TrustUniverse(
      platform: provider.platform,
      issuer: provider.issuer,
      audiences: nil,
      policies: [question.document]
    )
    guard let universe, let reach = try? TrustReach(question.policy, provider: provider.arn, in: universe) else {
      return nil
    }
    return NearestPipeline.find(reach, to: components)
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
    } else if !components.isEmpty {
      lines.append("  no pipeline gets in at all; `keyless who` says why")
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
    let arn =
      question.providers.first?.arn ?? "arn:aws:iam::111122223333:oidc-provider/\(ConditionKeyMap.prefix(of: issuer))"
    return [
      "Effect": "Allow", "Principal": ["Federated": .string(arn)], "Action": "sts:AssumeRoleWithWebIdentity",
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
      members.append(JSON.Member("wouldAdmit", statement))
    }
    return .object(members)
  }
}
