import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Whether every subject that a policy asks for begins with a project of the owner's: then it is nobody else's, however
/// it goes on.
struct AskedSubjects {
  private(set) var spellOwner = true
  private(set) var spellProject = true

  init(_ policy: CompiledPolicy, _ request: PolicyRequest, _ universe: TrustUniverse, _ owners: Owners) {
    let key = ConditionKey(universe.prefix + ":sub")
    let names = Set(owners.names.map { $0.lowercased() })
    let ownership = universe.platform.ownership
    let projects = Set(
      owners.projects.map { project in
        ownership.project.compactMap { project[$0]?.lowercased() }.joined(separator: "/")
      }
    )
    for (index, statement) in policy.document.statements.enumerated()
    where statement.effect.value == .allow && policy.speaks(index, of: request) {
      let clause = statement.conditions.first { clause in
        clause.key.value == key && [.plain, .forAnyValue].contains(clause.test.value.qualifier)
          && !clause.test.value.comparison.isNegated
          && [.text, .wildcards].contains(clause.test.value.comparison.comparison)
      }
      guard let clause else {
        (spellOwner, spellProject) = (false, false)
        return
      }
      for value in clause.values {
        let begun = Self.project(value.value)
        if begun?.owner.map({ names.contains($0) }) != true { spellOwner = false }
        if begun?.whole.map({ projects.contains($0) }) != true { spellProject = false }
        if !spellOwner, !spellProject { return }
      }
    }
  }

  /// The owner and the project with which a subject begins, as far as they are spelled in full.
  private static func project(_ value: ConditionValue) -> (owner: String?, whole: String?)? {
    guard case .text(let text) = value.operand, case .literal(let bytes)? = text.segments.first else { return nil }
    let start = ["repo:", "project_path:"].first { bytes.starts(with: $0.utf8) }
    guard let start else { return nil }
    let rest = bytes.dropFirst(start.utf8.count)
    let colon = rest.firstIndex(of: UInt8(ascii: ":"))
    var parts = rest[..<(colon ?? rest.endIndex)].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    // The ids of GitHub's immutable subject are not part of the name.
    if start == "repo:" { parts = parts.map { $0.prefix { $0 != UInt8(ascii: "@") } } }
    let names = parts.map { String(decoding: $0, as: UTF8.self).lowercased() }
    let isWhole = colon != nil || text.literal != nil
    return (names.count > 1 ? names.first : nil, isWhole ? names.joined(separator: "/") : nil)
  }
}
