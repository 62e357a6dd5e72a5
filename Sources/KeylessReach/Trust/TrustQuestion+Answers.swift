package import KeylessPolicy
import KeylessSource

extension TrustQuestion {
  /// The answers for every provider.
  package func answers(
    audiences: [String]?,
    owners: Owners,
    resourceControl: [CompiledPolicy] = [],
    declared: [String]? = nil,
    universes: Universes
  ) throws -> [ReachAnswer] {
    try providers.map { provider in
      let found = SubjectTemplates(document, provider.platform, issuer: provider.issuer)
      let work = Work()
      func answer(_ templates: [[String]]) throws -> ReachAnswer {
        let universe = try universes.universe(
          platform: provider.platform,
          issuer: provider.issuer,
          audiences: audiences,
          templates: templates.filter { $0 != declared } + (declared.map { [$0] } ?? []),
          policies: [document] + resourceControl.map(\.document)
        )
        return try ReachAnalysis(
          policy,
          resourceControl: resourceControl,
          provider: provider.arn,
          in: universe,
          work: work
        ).answer(owners: owners, declared: declared)
      }
      let first = try answer(found.uncommon)
      // A statement that nobody meets by default may be meant for a custom subject.
      return first.dead.isEmpty || found.templates == found.uncommon ? first : try answer(found.templates)
    }
  }

  /// Whether surely nobody gets in, by a default subject or by one that the policy may mean.
  ///
  /// The set alone says it: no people need be told apart, and most questions about a part of a policy end here.
  package func admitsNobody(_ universes: Universes) throws -> Bool {
    try reaches(universes) { $0.templates }.allSatisfy { reach in reach.forms.allSatisfy(\.sure.isEmpty) }
  }

  /// The statements that nobody can meet, as `dead` says of the answers; where each is met by somebody the set alone says so.
  package func dead(owners: Owners, universes: Universes) throws -> [DeadStatement] {
    let isMet = try reaches(universes) { $0.uncommon }.allSatisfy { reach in
      document.statements.indices.allSatisfy { index in
        document.statements[index].effect.value != .allow || !DeadStatements.isUnmet(index, by: reach)
      }
    }
    return isMet ? [] : dead(try answers(audiences: nil, owners: owners, universes: universes))
  }

  /// The sets alone, with every audience.
  private func reaches(_ universes: Universes, _ chosen: (SubjectTemplates) -> [[String]]) throws -> [TrustReach] {
    try providers.map { provider in
      let universe = try universes.universe(
        platform: provider.platform,
        issuer: provider.issuer,
        audiences: nil,
        templates: chosen(SubjectTemplates(document, provider.platform, issuer: provider.issuer)),
        policies: [document]
      )
      return try TrustReach(policy, provider: provider.arn, in: universe)
    }
  }
}
