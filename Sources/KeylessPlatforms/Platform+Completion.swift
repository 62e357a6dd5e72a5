extension Platform {
  /// Fills in what follows from the given facts and what every real token has.
  ///
  /// Supplied values are derived from the given ones and always the same (`StableNumber`). What depends on the issuer
  /// (GitLab's `runner_environment` and `ci_config_ref_uri`, the enterprise of a GitHub issuer with a slug) is supplied
  /// once the issuer is known: here when it is given, else when the token is minted. Completing twice changes nothing.
  package func complete(_ pipeline: Pipeline, issuer: String? = nil) throws(PlatformError) -> Pipeline {
    var sheet = try settled(pipeline, issuer: issuer)
    try require(facts.filter { $0.requirement == .required }.map(\.name), in: sheet)
    rules.fill(&sheet)
    try rules.check(sheet)
    return Pipeline(platform: id, facts: sheet.facts)
  }

  /// A job that shows what belongs to an environment names one.
  package func addEnvironment(to pipeline: inout Pipeline) {
    guard pipeline["environment"] == nil, rules.environmentFacts.contains(where: { pipeline[$0] != nil }) else {
      return
    }
    pipeline["environment"] = .text("production")
  }

  /// The given facts in their kept form, each legal by itself.
  func settled(_ pipeline: Pipeline, issuer: String?) throws(PlatformError) -> FactSheet {
    guard pipeline.platform == id else {
      throw PlatformError(.wrongPlatform, id, "the pipeline belongs to the platform `\(pipeline.platform)`")
    }
    guard pipeline.facts.count <= 256 else {
      throw PlatformError(.illegalFact, id, "a pipeline states at most 256 facts")
    }
    var sheet = FactSheet(platform: id, facts: [:], issuer: issuer)
    // Sorted, so that of several mistakes always the same one is reported.
    for name in pipeline.facts.keys.sorted() {
      guard let fact = fact(named: name) else { throw unknown(name) }
      sheet.facts[fact.name] = try pipeline.facts[name].map { value throws(PlatformError) in
        try fact.settle(value, on: id)
      }
    }
    try learn(from: issuer, &sheet)
    return sheet
  }

  /// An issuer of one tenant names the tenant, and no token of it can name another.
  private func learn(from issuer: String?, _ sheet: inout FactSheet) throws(PlatformError) {
    guard let issuer, let url = IssuerURL(issuer) else { return }
    for (name, value) in rules.facts(ofIssuer: url).sorted(by: { $0.key < $1.key }) {
      try sheet.expect(name, value, "the issuer `\(issuer)` has another one")
      sheet.fill(name, value)
    }
  }

  func require(_ names: [String], in sheet: FactSheet) throws(PlatformError) {
    for name in names where !sheet.has(name) {
      throw PlatformError(
        .missingFact,
        id,
        name,
        fact(named: name).map { "the fact is missing: \($0.meaning)" } ?? "the fact is missing",
        help: "give `\(name)=…`"
      )
    }
  }

  private func unknown(_ name: String) -> PlatformError {
    PlatformError(
      .unknownFact,
      id,
      name,
      "\(title) has no such fact",
      help: "the facts are " + facts.map(\.name).sorted().joined(separator: ", ")
    )
  }
}
