import KeylessPlatforms
package import KeylessPolicy

extension RegionMatch {
  /// One answer per region, all of them under the same circumstances.
  ///
  /// `provider` is the ARN of the provider in the role's own account. What the files do not say of the project is one
  /// thing for all its pipelines: the layout of its subjects, its ids. The circumstances that are best for the job are
  /// answered and named. Throws `TooComplex`.
  package static func matches(
    _ policy: CompiledPolicy,
    provider: String,
    _ regions: [PipelineRegion],
    in universe: TrustUniverse,
    work: Work = Work()
  ) throws(TooComplex) -> [RegionMatch] {
    let reach = try TrustReach(policy, provider: provider, in: universe, work: work)
    // A project has one kind of subject: where the universe is asked for a custom one, that is the only one.
    let isCustom = !universe.customForms.isEmpty
    let parts = reach.forms.filter { ($0.form.subjectTemplate != nil) == isCustom }
    var layouts: [SubjectLayout?] = []
    for part in parts where !layouts.contains(part.form.token?.layout) { layouts.append(part.form.token?.layout) }
    var best: (answers: [RegionMatch], standing: Standing)?
    var standings: [Standing] = []
    for layout in layouts {
      let own = parts.filter { $0.form.token?.layout == layout }
      var ofLayout: (answers: [RegionMatch], standing: Standing)?
      for regions in try AssumedValues.split(regions, own, work) {
        var answers: [RegionMatch] = []
        for region in regions {
          answers.append(try one(own, policy, provider, region, universe, reach.unknowns, layout, work))
        }
        let isDead = own.allSatisfy { $0.possible.isEmpty }
        let failing = isDead ? failures(answers, policy, provider) : 0
        let standing = Standing(rank: rank(answers), isDead: isDead, failing: failing)
        if ofLayout.map({ standing < $0.standing }) ?? true { ofLayout = (answers, standing) }
      }
      guard let ofLayout else { continue }
      standings.append(ofLayout.standing)
      if best.map({ ofLayout.standing < $0.standing }) ?? true { best = ofLayout }
    }
    guard let best else { return regions.map { _ in none("the platform has no token for such a pipeline") } }
    let agree = standings.allSatisfy { $0.rank == best.standing.rank }
    return agree ? best.answers.map { $0.with(layout: nil) } : best.answers
  }

  /// What is best for the job, and of what is equally good, what explains it best.
  private struct Standing {
    var rank: Int
    /// Whether nobody gets in under these circumstances.
    var isDead: Bool
    /// How many conditions refuse the examples.
    var failing: Int

    static func < (left: Standing, right: Standing) -> Bool {
      (left.rank, left.isDead ? 1 : 0, left.failing) < (right.rank, right.isDead ? 1 : 0, right.failing)
    }
  }

  private static func failures(_ answers: [RegionMatch], _ policy: CompiledPolicy, _ provider: String) -> Int {
    var count = 0
    for case let example? in answers.map(\.refused) {
      let decision = policy.explain(TrustReach.request(provider, example.context))
      count += decision.nearest?.conditions.filter { !$0.matched }.count ?? 0
    }
    return count
  }

  /// Of several answers together; the smaller the better for the job.
  package static func rank(_ answers: [RegionMatch]) -> Int { answers.reduce(0) { $0 + $1.rank } }
}
