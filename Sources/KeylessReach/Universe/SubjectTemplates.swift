package import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// The custom subject templates that could give a subject of a policy's values.
///
/// A template is a list of keys, and a subject spells each of them before its value, so the keys that a value spells are
/// the template (DESIGN, "Custom subject templates"). In a wildcard further keys may hide: the parts of the default subject
/// are tried there.
package struct SubjectTemplates: Sendable {
  package private(set) var templates: [[String]] = []
  /// Those that spell more than the default subject does: without them no other people get in than by default, unless a
  /// statement is dead there.
  package private(set) var uncommon: [[String]] = []
  /// What a longer one could give is said by `TemplateSuspicion`.
  private static let most = 4

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
    guard let subjects = platform.customSubjects else { return }
    let star = UInt8(ascii: "*")
    let parts = value.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var keys: [String] = []
    // Before which key a wildcard stands.
    var gaps: [Int] = []
    for (index, part) in parts.enumerated() {
      if part.utf8.contains(star), index > 0, gaps.last != keys.count { gaps.append(keys.count) }
      if index == parts.count - 1 { break }
      // A wildcard before a key hides what stood there.
      let name = String(part.utf8.split(separator: star).last.map { Substring($0) } ?? "")
      if subjects.keys.contains(name) || platform.hasProperty(name) { keys.append(name) }
    }
    if keys.isEmpty, value.utf8.last == star { gaps = [0] }
    let beginnings = value.utf8.first == star ? [[]] + subjects.beginnings : [[]]
    for beginning in beginnings {
      attempt(beginning + keys, platform, issuer)
      for gap in gaps where gap > 0 || keys.isEmpty {
        for filling in subjects.fillings where filling.allSatisfy({ !keys.contains($0) }) {
          attempt(beginning + keys[..<gap] + filling + keys[gap...], platform, issuer)
        }
      }
    }
  }

  private mutating func attempt(_ candidate: [String], _ platform: Platform, _ issuer: String) {
    guard (1...Self.most).contains(candidate.count), !templates.contains(candidate) else { return }
    let forms = try? platform.forms(FormSelection(issuer: issuer, subjectTemplate: candidate))
    if forms?.isEmpty == false { templates.append(candidate) }
  }
}

extension Platform {
  /// Names that are no fixed list, as GitHub's custom properties.
  fileprivate func hasProperty(_ name: String) -> Bool {
    !facts.contains { $0.name == name } && fact(named: name) != nil
  }
}
