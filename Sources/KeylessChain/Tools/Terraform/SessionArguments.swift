import KeylessAWS
import KeylessSource

/// What a block, or the older arguments of a backend, say of the session: read without a decision, since no link hangs on it.
///
/// Lists and maps stand there as `policy_arns.0` and `tags.team`.
struct SessionArguments {
  private let title: String
  private let values: [String: Answer<String>]
  private let prefix: String

  /// `title` as in `assume_role`.
  init(_ block: ToolArguments.Block, _ title: String) {
    self.title = title + "."
    values = block.values
    prefix = ""
  }

  /// `assume_role_policy` and its kin, beside `role_arn`.
  init(backend arguments: ToolArguments) {
    title = ""
    values = arguments.values
    prefix = "assume_role_"
  }

  /// `others` are the names of those that the plan has a place of its own for.
  func plan(standing others: [String]) -> SessionPlan {
    var plan = SessionPlan()
    plan.unknown = others.filter { isUnknown(values[$0]) }.map { title + $0 }
    func text(_ name: String) -> String? {
      if case .value(let text, _) = values[prefix + name], !text.isEmpty { return text }
      if isUnknown(values[prefix + name]) { plan.unknown.append(title + prefix + name) }
      return nil
    }
    func texts(_ name: String) -> [(key: String, value: String)] {
      _ = text(name)
      let start = prefix + name + "."
      let names = values.keys.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
      return names.sorted().compactMap { key in
        switch values[start + key] {
        case .value(let value, _): return (key, value)
        case .absent, nil: return nil
        case .opaque, .unknown:
          plan.unknown.append(title + start + key)
          return nil
        }
      }
    }
    if let written = text("duration") {
      plan.durationSeconds = GoDuration.seconds(written)
      if plan.durationSeconds == nil { plan.unknown.append(title + prefix + "duration") }
    } else if let written = text("duration_seconds") {
      plan.durationSeconds = Int(written)
      if plan.durationSeconds == nil { plan.unknown.append(title + prefix + "duration_seconds") }
    }
    plan.policy = text("policy")
    plan.policyARNs = texts("policy_arns").map(\.value)
    plan.tags = texts("tags").map { Session.Tag($0.key, $0.value) }
    plan.transitiveTagKeys = texts("transitive_tag_keys").map(\.value)
    plan.sourceIdentity = text("source_identity")
    return plan
  }

  private func isUnknown(_ answer: Answer<String>?) -> Bool {
    switch answer {
    case .opaque, .unknown: true
    case .value, .absent, nil: false
    }
  }
}
