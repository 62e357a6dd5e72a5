import KeylessPlatforms
import KeylessSource

/// Makes a job of a pipeline's text.
struct GitLabJobReader {
  let tree: SourceTree
  let project: CIProject
  let file: String
  let root: GitLabNode
  let kinds: [GitLabKind]
  let openIncludes: [GitLabInclude]
  let conditional: [String: Located<String>]
  /// The variables a parent pipeline hands on.
  let forwarded: GitLabNode?

  private static let defaults = [
    "after_script", "artifacts", "before_script", "cache", "hooks", "id_tokens", "image", "interruptible", "retry",
    "services",
    "tags", "timeout",
  ]
  private static let mostVariants = 50

  func job(_ entry: GitLabEntry) -> GitLabJob {
    let own = entry.value
    let body = withDefaults(own)
    let tokens = body["id_tokens"]?.entries.map {
      GitLabIDToken(name: $0.name, audience: $0.value["aud"]?.span)
    }
    var job = GitLabJob(
      name: entry.name,
      body: body,
      tokens: body["trigger"] == nil ? tokens ?? [] : [],
      tokenSpan: body.entry("id_tokens")?.name.span,
      hasDefaultTokens: own["id_tokens"] == nil && body["id_tokens"] != nil,
      extends: own["extends"]?.flattened.compactMap(\.located) ?? [],
      image: nil,
      environment: nil,
      artifacts: (body["artifacts"]?["paths"]?.flattened ?? []).compactMap(\.located),
      // One that is only read keeps nothing.
      caches: (body["cache"]?.flattened ?? []).filter { $0["policy"]?.located?.value != "pull" }.flatMap {
        ($0["paths"]?.flattened ?? []).compactMap(\.located)
      },
      dotenv: (body["artifacts"]?["reports"]?["dotenv"]?.flattened ?? []).compactMap(\.located),
      excluded: (body["artifacts"]?["exclude"]?.flattened ?? []).compactMap(\.located?.value),
      keepsUntracked: body["artifacts"]?["untracked"]?.bool == true,
      removedTokens: [],
      variants: []
    )
    let environment = self.environment(body, job.tokens, nil, [])
    let image = body["image"]
    job.image = (image?.isMapping == true ? image?["name"] : image).flatMap { environment.text($0) }
    job.environment = Self.environment(body["environment"], environment)
    job.variants = variants(job, own)
    job.removedTokens = GitLabRemovedTokens(tree: tree).places(in: body, variables: root["variables"])
      .filter { !environment.names($0.value) }
    return job
  }

  /// The job with what it takes from `default` and from the older keywords at the top.
  private func withDefaults(_ own: GitLabNode) -> GitLabNode {
    guard case .mapping(var entries) = own.value else { return own }
    let inherit = own["inherit"]?["default"]
    for name in Self.defaults where own[name] == nil {
      if inherit?.bool == false { continue }
      if let inherit, inherit.bool == nil, !inherit.flattened.contains(where: { $0.text == name }) { continue }
      let old = ["image", "services", "cache", "before_script", "after_script"].contains(name) ? root.entry(name) : nil
      if let entry = root["default"]?.entry(name) ?? old { entries.append(entry) }
    }
    return GitLabNode(.mapping(entries), at: own.span)
  }

  private func environment(
    _ body: GitLabNode,
    _ tokens: [GitLabIDToken],
    _ rule: GitLabNode?,
    _ matrix: [GitLabEntry]
  ) -> GitLabEnvironment {
    var environment = GitLabEnvironment(project: project)
    let inherit = body["inherit"]?["variables"]
    for entry in root["variables"]?.entries ?? [] {
      if inherit?.bool == false { continue }
      if let inherit, inherit.bool == nil, !inherit.flattened.contains(where: { $0.text == entry.name.value }) {
        continue
      }
      environment.add(entry)
    }
    for rule in root["workflow"]?["rules"]?.flattened ?? [] {
      for entry in rule["variables"]?.entries ?? [] {
        environment.forget(
          entry,
          because: "a rule of `workflow` gives `\(entry.name.value)` its value in some pipelines"
        )
      }
    }
    if case .unknown(let reason)? = body["variables"]?.value {
      for name in ["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"] {
        let span = body["variables"]?.span ?? body.span
        environment.forget(GitLabEntry(name: Located(name, at: span), value: .empty(at: span)), because: reason)
      }
    }
    environment.add(body["variables"])
    environment.add(rule)
    for entry in matrix { environment.add(entry) }
    environment.add(forwarded)
    environment.tokens = Set(tokens.map(\.name.value))
    return environment
  }

  static func environment(_ node: GitLabNode?, _ variables: GitLabEnvironment) -> GitLabJobEnvironment? {
    guard let node, let name = node.isMapping ? node["name"] : node, let text = variables.text(name) else { return nil }
    return GitLabJobEnvironment(
      name: text,
      action: node["action"]?.located,
      tier: node["deployment_tier"]?.located
    )
  }

  // MARK: Variants

  private func variants(_ job: GitLabJob, _ own: GitLabNode) -> [GitLabVariant] {
    var scope = GitLabScope(variables: root["variables"], project: project)
    scope.add(job.body["variables"])
    scope.add(forwarded)
    for rule in root["workflow"]?["rules"]?.flattened ?? [] {
      scope.forget(rule["variables"]?.entries.map(\.name.value) ?? [])
    }
    let rules = GitLabRules(project: project, kinds: kinds, workflow: root["workflow"])
    let ways = rules.ways(job.body, name: job.name.span, scope: scope)
    // Rules that give variables make the job another one in their pipelines.
    let list = job.body["rules"]?.flattened ?? []
    var groups: [(variables: GitLabNode?, ways: [GitLabRules.Way])] = []
    for way in ways {
      let variables = way.rule.flatMap { list.indices.contains($0) ? list[$0]["variables"] : nil }
      if let index = groups.firstIndex(where: { $0.variables == variables }) {
        groups[index].ways.append(way)
      } else {
        groups.append((variables, [way]))
      }
    }
    if groups.isEmpty { groups = [(nil, [])] }
    let combinations = matrix(job.body["parallel"]?["matrix"])
    var variants: [GitLabVariant] = []
    for group in groups {
      for combination in combinations {
        guard variants.count < Self.mostVariants else { break }
        var next = variant(job, own, group.variables, combination)
        next.job.runs = group.ways.map(Self.run)
        let name = next.job.name
        // What a matrix gives and nothing looks at makes no difference.
        next.job.name = job.name
        if variants.contains(where: { variant in
          var other = variant.job
          other.name = job.name
          return Self.isSame(other, next.job)
        }) {
          continue
        }
        next.job.name = name
        variants.append(next)
      }
    }
    if variants.count == 1 { variants[0].job.name = job.name }
    return variants
  }

  private static func isSame(_ left: CIJob, _ right: CIJob) -> Bool {
    left.tokens == right.tokens && left.requests == right.requests && left.variables == right.variables
      && left.commands == right.commands && left.runs == right.runs
      && left.environment?.parts == right.environment?.parts
  }

  /// The combinations of `parallel:matrix`; one empty one without it.
  private func matrix(_ node: GitLabNode?) -> [[GitLabEntry]] {
    var found: [[GitLabEntry]] = []
    for row in node?.flattened ?? [] {
      var combinations: [[GitLabEntry]] = [[]]
      for entry in row.entries {
        let values = entry.value.flattened
        combinations = combinations.flatMap { combination in
          values.map { combination + [GitLabEntry(name: entry.name, value: $0)] }
        }
        if combinations.count > Self.mostVariants {
          // Too many to look at each: the values are left open.
          let open = row.entries.map {
            GitLabEntry(
              name: $0.name,
              value: GitLabNode(.unknown("`\($0.name.value)` has many values in the matrix"), at: $0.value.span)
            )
          }
          combinations = [open]
          break
        }
      }
      found += combinations
    }
    return found.isEmpty ? [[]] : found
  }

  private static func run(_ way: GitLabRules.Way) -> JobRun {
    var run = JobRun(event: way.kind.event, refType: way.kind.refType, span: way.span)
    for literal in way.literals {
      switch literal.atom {
      case .ref(let pattern): run.refs.append(JobRun.RefTest(pattern, isNegated: literal.isNegated))
      case .protected: run.isProtected = !literal.isNegated
      case .unknown(let text): run.unknowns.append((literal.isNegated ? "unless " : "when ") + text)
      }
    }
    return run
  }

  // MARK: One variant

  private func variant(
    _ job: GitLabJob,
    _ own: GitLabNode,
    _ rule: GitLabNode?,
    _ matrix: [GitLabEntry]
  ) -> GitLabVariant {
    let environment = environment(job.body, job.tokens, rule, matrix)
    var unknowns: [Located<String>] = []
    let project = project
    let outside: @Sendable (String) -> ShellValue.Part = { name in
      switch GitLabEnvironment.outside(name, project) {
      case .literal(let text): .literal(text)
      case .predefined(let name): .predefined(name)
      case .unknown(let reason): .unknown(reason, origin: "$" + name)
      }
    }
    let state = ShellState(variables: environment.shell)
    var script = ShellRun(state, outside: outside)
    var after = ShellRun(state, outside: outside)
    let isTrigger = job.isTrigger
    if !isTrigger {
      script.play(text(job.body["before_script"], job.body["script"], &unknowns))
      after.play(text(job.body["after_script"], nil, &unknowns))
    }
    unknowns += script.unknowns + after.unknowns + script.state.sourced + after.state.sourced
    let reader = GitLabRequests(script: script, after: after, tokens: job.tokens)
    var common = CIJob(
      platform: "gitlab",
      name: Located(Self.name(job.name.value, matrix), at: job.name.span),
      pipeline: file,
      host: project.host,
      project: project.path,
      environment: Self.environment(job.body["environment"], environment)?.name
    )
    common.tokens = job.tokens.map { token in
      JobToken(
        variable: token.name.value,
        audiences: (job.body["id_tokens"]?[token.name.value]?["aud"]?.flattened ?? []).compactMap {
          environment.text($0)
        },
        span: token.name.span,
        deliveries: reader.deliveries(of: token.name.value)
      )
    }
    common.requests = isTrigger ? [] : reader.requests()
    common.variables = script.state.variables.values.compactMap(Self.variable)
      .sorted { $0.name.value.utf8.lexicographicallyPrecedes($1.name.value.utf8) }
    common.commands = ShellWrites.commands(script, behind: after)
    common.tokenDoubt =
      [script, after].lazy.compactMap { run in
        OpaqueProgram.first(in: run)
          ?? job.tokens.lazy.compactMap { TokenPath.captured($0.name.value, in: run) }.first
      }.first
    common.unknowns = unknowns + self.unknowns(job, own)
    return GitLabVariant(job: common, given: environment.given, script: script, after: after)
  }

  private static func name(_ name: String, _ matrix: [GitLabEntry]) -> String {
    guard !matrix.isEmpty else { return name }
    return "\(name): [\(matrix.map { $0.value.text ?? "…" }.joined(separator: ", "))]"
  }

  private static func variable(_ variable: ShellVariable) -> CIVariable? {
    guard let name = variable.name, variable.isExported, !variable.isUnset,
      name.value.hasPrefix("AWS_") || name.value.hasPrefix("TF_VAR_") || name.value == "CI_DEBUG_TRACE"
    else { return nil }
    return CIVariable(name: name, value: variable.value.text(source: variable.source, at: variable.span ?? name.span))
  }

  /// Scripts one behind the other, as the shell gets them.
  private func text(
    _ first: GitLabNode?,
    _ second: GitLabNode?,
    _ unknowns: inout [Located<String>]
  ) -> ScriptText {
    var text = ScriptText()
    for node in (first?.flattened ?? []) + (second?.flattened ?? []) {
      switch node.value {
      case .scalar(let scalar):
        let source = tree[node.span.file] ?? []
        let open = GitLabInputs.blocks(in: scalar.text).map(\.range)
        let places = node.places ?? ScalarPlaces(scalar, range: node.span.range, in: source)
        text.append(ScriptText(scalar.text, places: places, at: node.span, open: open))
      case .unknown(let reason): unknowns.append(Located(reason, at: node.span))
      default:
        unknowns.append(
          Located("\(node.isMapping ? "a mapping" : "a list") stands where a command is expected", at: node.span)
        )
      }
    }
    return text
  }

  private func unknowns(_ job: GitLabJob, _ own: GitLabNode) -> [Located<String>] {
    var found: [Located<String>] = []
    for entry in job.body.entries {
      if case .unknown(let reason) = entry.value.value { found.append(Located(reason, at: entry.value.span)) }
    }
    if let reason = conditional[job.name.value] { found.append(reason) }
    let open = openIncludes.filter { if case .template = $0.source { false } else { true } }
    let hasScript = ["script", "run", "trigger"].contains { job.body[$0] != nil }
    // Its own text wins over any include; only what it does not say can come from one.
    if !hasScript || own["id_tokens"] == nil && own["inherit"]?["default"]?.bool != false {
      found += open.map { include in
        Located("an include that is not here may add to the job: \(include.unknown ?? "")", at: include.span)
      }
    }
    if !hasScript, open.isEmpty {
      found.append(Located("the job has no `script`", at: job.name.span))
    }
    return found
  }
}
