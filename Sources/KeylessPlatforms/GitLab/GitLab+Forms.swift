extension GitLab {
  /// One legal component of the subject (`ci_id_token_sub_claim_components`).
  struct SubjectComponent {
    let name: String
    let since: ServerVersion?
    let mayLead: Bool
    let needsEnvironment: Bool
    let evidence: Evidence

    init(
      _ name: String,
      since: ServerVersion? = nil,
      mayLead: Bool = false,
      needsEnvironment: Bool = false,
      _ evidence: Evidence = .documented
    ) {
      self.name = name
      self.since = since
      self.mayLead = mayLead
      self.needsEnvironment = needsEnvironment
      self.evidence = evidence
    }
  }

  /// The name of an environment is not among them; `source_…` twins are hinted at by an error text, but their claims
  /// are not known.
  static let subjectComponents: [SubjectComponent] = [
    SubjectComponent("project_path", mayLead: true, .source),
    SubjectComponent("ref_type", .source),
    SubjectComponent("ref", .source),
    SubjectComponent("project_id", since: ServerVersion(18, 7), mayLead: true),
    SubjectComponent("ref_protected", since: ServerVersion(18, 7)),
    SubjectComponent("environment_protected", since: ServerVersion(18, 7), needsEnvironment: true),
    SubjectComponent("deployment_tier", since: ServerVersion(18, 7), needsEnvironment: true),
    SubjectComponent("job_project_id", since: ServerVersion(18, 7), mayLead: true, .unverified),
    SubjectComponent("job_project_path", since: ServerVersion(18, 7), mayLead: true, .unverified),
  ]

  var customSubjects: CustomSubjects? {
    CustomSubjects(
      keys: Self.subjectComponents.map(\.name),
      beginnings: [["project_path"], ["project_id"]],
      fillings: [["ref_type", "ref"], ["ref_type"], ["ref"]]
    )
  }

  static let defaultTemplate = ["project_path", "ref_type", "ref"]

  func forms(_ selection: FormSelection, issuer: IssuerURL?) throws(PlatformError) -> [TokenForm] {
    try refuseLayout(selection.subjectLayout)
    let parts = try template(selection.subjectTemplate, selection.serverVersion)
    let environments = parts.contains(where: \.needsEnvironment) ? [true, false] : [false]
    var out: [TokenForm] = []
    for type in ["branch", "tag"] {
      for hasEnvironment in environments {
        for hasUser in [true, false] {
          out.append(form(parts, type, hasEnvironment: hasEnvironment, hasUser: hasUser))
        }
      }
    }
    return out
  }

  func form(of sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> TokenForm {
    try refuseLayout(request.subjectLayout)
    try refuseOldFork(sheet, request.serverVersion)
    let parts = try template(request.subjectTemplate, request.serverVersion)
    guard let type = sheet.text("ref_type") else {
      throw PlatformError(.missingFact, sheet.platform, "ref_type", "the fact is missing: `branch` or `tag`")
    }
    let hasEnvironment = sheet.has("environment") && parts.contains(where: \.needsEnvironment)
    return form(parts, type, hasEnvironment: hasEnvironment, hasUser: !sheet.is("user_id", ""))
  }

  /// Before 18.4 the token of a fork's merge request named the project that runs the job, and had no `job_…` claims.
  private func refuseOldFork(_ sheet: FactSheet, _ version: ServerVersion?) throws(PlatformError) {
    guard let version, version < ServerVersion(18, 4), let project = sheet.text("project_path"),
      let job = sheet.text("job_project_path"), !job.utf8.elementsEqual(project.utf8)
    else { return }
    throw PlatformError(
      .illegalRequest,
      sheet.platform,
      "job_project_path",
      value: job,
      "a token names a fork only from 18.4 on; on \(version) the fork's merge request has the identity of its target",
      help: "give the target as `project_path` and leave out the `job_…` facts, or ask for 18.4 or later"
    )
  }

  private func refuseLayout(_ layout: SubjectLayout?) throws(PlatformError) {
    guard let layout else { return }
    throw PlatformError(
      .illegalRequest,
      "gitlab",
      "subject layout",
      value: layout.rawValue,
      "layouts are GitHub's; a GitLab subject has components"
    )
  }

  private func template(_ names: [String]?, _ version: ServerVersion?) throws(PlatformError) -> [SubjectComponent] {
    let names = names ?? Self.defaultTemplate
    guard (1...32).contains(names.count) else { throw illegal(nil, "a subject has 1 to 32 components") }
    var parts: [SubjectComponent] = []
    for name in names {
      guard let part = Self.subjectComponents.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        throw illegal(name, "the components are " + Self.subjectComponents.map(\.name).joined(separator: ", "))
      }
      if let version, let since = part.since, version < since {
        throw illegal(name, "the component exists from \(since) on")
      }
      parts.append(part)
    }
    guard parts.first?.mayLead == true else {
      throw illegal(names.first, "the first component is `project_path` or `project_id`")
    }
    return parts
  }

  private func illegal(_ name: String?, _ rule: String) -> PlatformError {
    PlatformError(.illegalRequest, "gitlab", "subject template", value: name, rule)
  }

  /// Absent components are dropped from the subject without a trace; nothing is ever escaped.
  private func form(_ parts: [SubjectComponent], _ type: String, hasEnvironment: Bool, hasUser: Bool) -> TokenForm {
    var segments: [ClaimTemplate.Segment] = []
    for part in parts where hasEnvironment || !part.needsEnvironment {
      segments.append(.literal((segments.isEmpty ? "" : ":") + part.name + ":"))
      segments.append(part.name == "ref_type" ? .literal(type) : .component(part.name))
    }
    var components: [TokenForm.Component] = []
    let users = ["user_id", "user_login", "user_email", "user_access_level"]
    let mapped = ConditionKeyMap.gitlab.map(\.claim)
    let named = parts.map(\.name).filter { name in
      name != "ref_type" && (hasEnvironment || !["environment_protected", "deployment_tier"].contains(name))
    }
    for name in named + mapped where !components.contains(where: { $0.name == name }) {
      if !hasUser, users.contains(name) { continue }
      if let kind = kind(of: name, type) { components.append(TokenForm.Component(name, kind)) }
    }
    var claims = mapped.filter { hasUser || !users.contains($0) }.map { TokenForm.ClaimForm($0, [.component($0)]) }
    if !hasUser { claims.append(TokenForm.ClaimForm("user_id", [.literal("")])) }
    let name =
      type
      + (hasEnvironment ? " with environment" : parts.contains(where: \.needsEnvironment) ? " without environment" : "")
      + (hasUser ? "" : " without user")
    let evidence: Evidence = parts.contains { $0.evidence == .unverified } ? .unverified : .source
    return TokenForm(
      name: name,
      layout: nil,
      components: components,
      fixed: ["ref_type": .text(type)].merging(hasUser ? [:] : ["user_id": .text("")]) { $1 },
      absent: !hasEnvironment && parts.contains(where: \.needsEnvironment) ? ["environment"] : [],
      subject: ClaimTemplate(segments).joined,
      claims: claims,
      evidence: evidence
    )
  }

  private func kind(of name: String, _ type: String) -> FactKind? {
    switch name {
    case "user_id": .numericID
    case "pipeline_source" where type == "tag":
      .word(
        known: Self.sources.filter { $0 != "merge_request_event" },
        except: Self.notSources + ["merge_request_event"]
      )
    default: Self.facts.first { $0.name == name }?.kind
    }
  }
}
