extension GitHub {
  /// What a run's subject ends with; a job's environment wins over everything else.
  enum Context: String, CaseIterable {
    case environment
    case pullRequest = "pull_request"
    case ref
  }

  /// Any claim about the run, `repo_property_…` too, and the two parts of the default subject.
  var customSubjects: CustomSubjects? {
    CustomSubjects(
      keys: ["repo", "context"] + Self.facts.map(\.name).filter { $0 != "head_repository" },
      beginnings: [["repo"]],
      fillings: [["context"]]
    )
  }

  func forms(_ selection: FormSelection, issuer: IssuerURL?) throws(PlatformError) -> [TokenForm] {
    guard let host = issuer.flatMap(GitHubHost.init) else { return [] }
    let layouts =
      try selection.subjectLayout.map { layout throws(PlatformError) in [try allowed(layout, host)] } ?? host.layouts
    let escape = host.escape(selection.serverVersion)
    var out: [TokenForm] = []
    for layout in layouts {
      for context in Context.allCases {
        if context != .environment, selection.subjectTemplate?.contains("environment") == true { continue }
        out.append(try form(context, layout, escape, selection.subjectTemplate))
      }
    }
    return out
  }

  func form(of sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> TokenForm {
    guard let host = GitHubHost(issuer) else {
      throw PlatformError(.illegalRequest, "github", "issuer", "GitHub has no such issuer")
    }
    let layout =
      try request.subjectLayout.map { layout throws(PlatformError) in try allowed(layout, host) } ?? host.layouts[0]
    let context = context(of: sheet)
    if context != .environment, request.subjectTemplate?.contains("environment") == true {
      throw PlatformError(
        .contradiction,
        "github",
        "environment",
        "the subject template lists `environment`, so the job must have one",
        help: "give `environment=…`"
      )
    }
    return try form(context, layout, host.escape(request.serverVersion), request.subjectTemplate)
  }

  private func context(of sheet: FactSheet) -> Context {
    if sheet.has("environment") { return .environment }
    return sheet.is("event_name", "pull_request") || sheet.text("ref").flatMap(GitRef.split)?.space == .pull
      ? .pullRequest : .ref
  }

  private func allowed(_ layout: SubjectLayout, _ host: GitHubHost) throws(PlatformError) -> SubjectLayout {
    if host.layouts.contains(layout) { return layout }
    throw PlatformError(
      .illegalRequest,
      "github",
      "subject layout",
      value: layout.rawValue,
      "GitHub Enterprise Server has only the classic layout"
    )
  }

  /// One form of a token.
  ///
  /// A template replaces `repo` and `context` by its own keys; the ids stay inside `repo` whatever it lists.
  private func form(
    _ context: Context,
    _ layout: SubjectLayout,
    _ escape: ClaimTemplate.Escape,
    _ keys: [String]?
  ) throws(PlatformError) -> TokenForm {
    let keys = keys ?? ["repo", "context"]
    guard (1...32).contains(keys.count) else { throw illegal(nil, "a subject template has 1 to 32 keys") }
    var subject: [ClaimTemplate.Segment] = []
    for (index, key) in keys.enumerated() {
      if index > 0 { subject.append(.literal(":")) }
      subject += try part(key, context, layout, escape)
    }
    let claims = claims(context)
    var components: [TokenForm.Component] = []
    for name in subject.components + claims.flatMap(\.template.components)
    where !components.contains(where: { $0.name == name }) {
      if let kind = kind(of: name, context) { components.append(TokenForm.Component(name, kind)) }
    }
    return TokenForm(
      name: context.rawValue,
      layout: layout,
      components: components,
      fixed: context == .pullRequest ? ["event_name": .text("pull_request")] : [:],
      absent: context == .environment ? [] : ["environment"],
      subject: ClaimTemplate(subject).joined,
      claims: claims,
      evidence: .documented
    )
  }

  private func part(
    _ key: String,
    _ context: Context,
    _ layout: SubjectLayout,
    _ escape: ClaimTemplate.Escape
  ) throws(PlatformError) -> [ClaimTemplate.Segment] {
    switch key {
    case "repo":
      return layout == .classic
        ? [.literal("repo:"), .component("owner"), .literal("/"), .component("name")]
        : [
          .literal("repo:"), .component("owner"), .literal("@"), .component("repository_owner_id"), .literal("/"),
          .component("name"), .literal("@"), .component("repository_id"),
        ]
    case "context":
      switch context {
      case .environment: return [.literal("environment:"), .component("environment", escape)]
      case .pullRequest: return [.literal("pull_request")]
      case .ref: return [.literal("ref:"), .component("ref")]
      }
    case "repository": return [.literal("repository:"), .component("owner"), .literal("/"), .component("name")]
    case "repository_owner": return [.literal("repository_owner:"), .component("owner")]
    default:
      let isFact = key != "head_repository" && Platform.github.fact(named: key) != nil
      guard isFact else {
        throw illegal(key, "a key is `repo`, `context` or a claim about the run, and not one of the standard claims")
      }
      return [.literal(key + ":"), .component(key, escape)]
    }
  }

  private func illegal(_ key: String?, _ rule: String) -> PlatformError {
    PlatformError(.illegalRequest, "github", "subject template", value: key, rule)
  }

  /// The claims AWS maps; accounts outside an enterprise have no `enterprise_id`.
  private func claims(_ context: Context) -> [TokenForm.ClaimForm] {
    ConditionKeyMap.github.map(\.claim).compactMap { claim in
      switch claim {
      case "environment" where context != .environment: nil
      case "repository": TokenForm.ClaimForm(claim, [.component("owner"), .literal("/"), .component("name")])
      default: TokenForm.ClaimForm(claim, [.component(claim)], isCertain: claim != "enterprise_id")
      }
    }
  }

  private func kind(of name: String, _ context: Context) -> FactKind? {
    switch name {
    case "owner": .githubOwner
    case "name": .githubRepositoryName
    case "ref" where context == .ref: .fullRef([.heads, .tags])
    case "ref" where context == .pullRequest: .fullRef([.pull])
    case "event_name" where context == .pullRequest: .choice(["pull_request"])
    case "event_name" where context == .ref:
      .word(known: Self.events.filter { $0 != "pull_request" }, except: Self.notEvents + ["pull_request"])
    default: Platform.github.fact(named: name)?.kind
    }
  }
}

extension [ClaimTemplate.Segment] {
  fileprivate var components: [String] { ClaimTemplate(self).components }
}
