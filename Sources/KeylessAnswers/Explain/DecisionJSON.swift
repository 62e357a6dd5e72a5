import KeylessPolicy
import KeylessSource

/// A decision with its reasons, as JSON.
enum DecisionJSON {
  static func word(_ outcome: PolicyOutcome) -> String {
    switch outcome {
    case .allow: "allow"
    case .deny: "deny"
    case .implicitDeny: "implicit-deny"
    }
  }

  static func trace(_ decision: Decision) -> JSON { .array(decision.statements.map(statement)) }

  private static func statement(_ trace: StatementTrace) -> JSON {
    var members = [JSON.Member("statement", .integer(trace.index + 1))]
    if let sid = trace.sid { members.append(JSON.Member("sid", .string(sid))) }
    members.append(JSON.Member("effect", .string(trace.effect.rawValue)))
    members.append(JSON.Member("applies", .bool(trace.applies)))
    members.append(JSON.Member("elements", .array(trace.elements.map(element))))
    members.append(JSON.Member("conditions", .array(trace.conditions.map(condition))))
    return .object(members)
  }

  private static func element(_ trace: ElementTrace) -> JSON {
    [
      "element": .string(trace.name), "matched": .bool(trace.matched), "reason": .string(trace.reason),
    ]
  }

  static func condition(_ trace: ConditionTrace) -> JSON {
    var members = [
      JSON.Member("operator", .string(trace.test.description)), JSON.Member("key", .string(trace.key)),
      JSON.Member("policy", .array(trace.expected.map(JSON.string))),
      JSON.Member("request", trace.actual.map { .array($0.map(JSON.string)) } ?? .null),
      JSON.Member("matched", .bool(trace.matched)),
    ]
    if let note = trace.note { members.append(JSON.Member("note", .string(note))) }
    return .object(members)
  }
}
