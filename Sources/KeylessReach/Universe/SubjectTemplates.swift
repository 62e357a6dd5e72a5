package import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// The custom subject templates that could give a subject of a policy's values.
///
/// A template is a list of keys, and a subject spells each of them before its value, so the keys that a value spells are
/// the template (DESIGN, "Custom subject templates"). Where a wildcard stands at an end, the repository or the context of
/// the default subject may hide in it.
package struct SubjectTemplates: Sendable {
  package private(set) var templates: [[String]] = []
  /// Those that spell more than the default subject does: without them no other people get in than by default, unless a
  /// statement is dead there.
  package private(set) var uncommon: [[String]] = []
  /// A value spells more keys than are tried.
  package private(set) var isTooLong = false

  static let most = 4

  package init(_ policy: PolicyDocument, _ platform: Platform, issuer: String) {
    defer { uncommon = templates.filter { !isCommon($0, policy, issuer) } }
    let key = ConditionKey(ConditionKeyMap.prefix(of: issuer) + ":sub")
    for statement in policy.statements where statement.effect.value == .allow {
      for clause in statement.conditions
      where clause.key.value == key && !clause.test.value.comparison.isNegated {
        for value in clause.values { add(value.value.text, platform, issuer) }
      }
    }
  }

  /// Parts of the default subject in its order; with a condition on the environment GitHub's are told apart by it.
  private func isCommon(_ template: [String], _ policy: PolicyDocument, _ issuer: String) -> Bool {
    let environment = ConditionKey(ConditionKeyMap.prefix(of: issuer) + ":environment")
    if policy.contextKeys.contains(environment) { return false }
    let defaults = [["repo", "context", "ref", "environment"], ["project_path", "ref_type", "ref"]]
    return defaults.contains { parts in
      template.first == parts[0] && template.allSatisfy(parts.contains) && Set(template).count == template.count
    }
  }

  private mutating func add(_ value: String, _ platform: Platform, _ issuer: String) {
    let parts = value.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var keys: [String] = []
    for part in parts.dropLast() {
      // A wildcard before a key hides what stood there.
      let name = String(part.utf8.split(separator: UInt8(ascii: "*")).last.map { Substring($0) } ?? "")
      if ["repo", "context"].contains(name) || platform.fact(named: name) != nil { keys.append(name) }
    }
    if keys.count > Self.most {
      isTooLong = true
      return
    }
    var candidates = [keys]
    if value.utf8.first == UInt8(ascii: "*") { candidates.append(["repo"] + keys) }
    if value.utf8.last == UInt8(ascii: "*") { candidates.append(keys + ["context"]) }
    for candidate in candidates where !candidate.isEmpty && !templates.contains(candidate) {
      let forms = try? platform.forms(FormSelection(issuer: issuer, subjectTemplate: candidate))
      if forms?.isEmpty == false { templates.append(candidate) }
    }
  }
}
