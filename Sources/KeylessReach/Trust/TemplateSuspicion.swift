import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Whether a custom subject that is not tried could let in a stranger: an upper bound over all of them.
struct TemplateSuspicion {
  let policy: CompiledPolicy
  let provider: String
  let universe: TrustUniverse
  let work: Work

  /// Whether some custom subject, however it goes on behind its first key, could let in a stranger.
  func mayOpen(_ owners: Owners) throws(TooComplex) -> Bool {
    let request = TrustReach.request(provider)
    let subjects = OpenSubjects(universe.platform, issuer: universe.issuer)
    let asked = try askedSubjects(request)
    // A subject that begins with the owner's own project is no stranger's, however it goes on.
    let start = asked.commonPrefix
    let own = owners.names.flatMap { name in ["project_path:\(name)/", "repo:\(name)/", "repo:\(name)@"] }
    if own.contains(where: { start.starts(with: $0.utf8) }) { return false }
    for form in universe.forms {
      // Which layout and which context a repository has does not matter to a subject that is its own.
      if form.token?.layout == .immutable || form.token?.name == "pull_request" { continue }
      if form.domain.contains(where: \.isEmpty) { continue }
      for open in subjects.forms(form, beginning: asked) {
        let region = try PolicyRegion(policy, request, open, work).reach(work)
        guard !region.possible.isEmpty else { continue }
        let regions = try PeopleRegions(open, owners, universe.platform.ownership, isShared: true, work)
        if try !regions.part(.stranger, of: region.possible, work).withinLimits(open).isEmpty { return true }
      }
    }
    return false
  }

  /// Every subject that some `Allow` statement asks for; anything where one asks for none.
  private func askedSubjects(_ request: PolicyRequest) throws(TooComplex) -> Language {
    let key = ConditionKey(universe.prefix + ":sub")
    var all: [Language] = []
    for (index, statement) in policy.document.statements.enumerated()
    where statement.effect.value == .allow && policy.speaks(index, of: request) {
      let clause = statement.conditions.first { clause in
        clause.key.value == key && !clause.test.value.comparison.isNegated
          && clause.values.allSatisfy { $0.value.variables.isEmpty }
      }
      guard let clause else { return .anything }
      let asked = try TextMatch(clause, .anything, { _ in .absent }, work).language()
      guard let asked else { return .anything }
      all.append(asked)
    }
    return try work.union(all)
  }
}
