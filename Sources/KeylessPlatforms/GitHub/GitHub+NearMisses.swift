extension GitHub {
  private static let stranger = "keyless-stranger"
  private static let refFollows = [
    "ref_type", "workflow_ref", "job_workflow_ref", "head_ref", "base_ref", "head_repository",
  ]
  private static let repositoryFollows = ["repository_owner", "workflow_ref", "head_repository"]

  func nearMisses(of sheet: FactSheet) -> [NearMiss] {
    guard let repository = sheet.text("repository"), let (owner, name) = GitHubName.split(repository),
      let (space, short) = sheet.text("ref").flatMap(GitRef.split)
    else { return [] }
    return refs(sheet, space, short) + pullRequests(sheet, space, short, owner, name)
      + repositories(sheet, repository, owner, name) + environments(sheet) + workflows(sheet, repository)
  }

  private func refs(_ sheet: FactSheet, _ space: RefSpace, _ short: String) -> [NearMiss] {
    let follows = follows(sheet)
    guard space != .pull else {
      let push: [(fact: String, value: FactValue?)] = [
        ("ref", .text("refs/heads/main")), ("event_name", .text("push")),
      ]
      return [
        NearMiss(name: "push to main", set: push, follows: follows),
        NearMiss(
          name: "push to the source branch",
          set: [("ref", sheet.text("head_ref").map { .text("refs/heads/" + $0) }), ("event_name", .text("push"))],
          follows: follows
        ),
      ]
    }
    let kind = space == .tags ? "tag" : "branch"
    let event: [(fact: String, value: FactValue?)] =
      sheet.is("event_name", "pull_request_target") ? [("event_name", .text("push"))] : []
    let twin = space == .tags ? RefSpace.heads : .tags
    return [
      NearMiss(
        name: "another \(kind)",
        set: [
          ("ref", .text(space.prefix + NearName.other(than: short, space == .tags ? "keyless-0" : "keyless-other")))
        ],
        follows: follows
      ),
      NearMiss(
        name: "prefix twin of the \(kind)",
        set: [("ref", .text(space.prefix + short + "-evil"))],
        follows: follows
      ),
      NearMiss(
        name: space == .tags ? "branch of the same name" : "tag of the same name",
        set: [("ref", .text(twin.prefix + short))] + event,
        follows: follows
      ),
    ]
  }

  /// A reusable workflow of another repository stays what it is when the run changes.
  private func follows(_ sheet: FactSheet) -> [String] {
    sheet.facts["job_workflow_ref"] == sheet.facts["workflow_ref"]
      ? Self.refFollows : Self.refFollows.filter { $0 != "job_workflow_ref" }
  }

  private func pullRequests(
    _ sheet: FactSheet,
    _ space: RefSpace,
    _ short: String,
    _ owner: String,
    _ name: String
  ) -> [NearMiss] {
    let head = space == .heads ? short : "feature"
    let fork = NearName.other(than: owner, Self.stranger) + "/" + name
    let number = space == .pull ? short : "1"
    let pull: [(fact: String, value: FactValue?)] = [
      ("event_name", .text("pull_request")), ("ref", .text("refs/pull/\(number)/merge")),
      ("head_ref", space == .pull ? sheet.facts["head_ref"] : .text(head)),
      ("base_ref", space == .pull ? sheet.facts["base_ref"] : .text("main")),
    ]
    return [
      NearMiss(name: "pull request", set: pull, follows: follows(sheet)),
      NearMiss(name: "fork's pull request", set: [("head_repository", .text(fork))] + pull, follows: follows(sheet)),
      NearMiss(
        name: "fork's pull_request_target",
        set: [
          ("event_name", .text("pull_request_target")),
          ("ref", space == .heads ? sheet.facts["ref"] : .text("refs/heads/main")), ("head_repository", .text(fork)),
        ],
        follows: follows(sheet),
        note: "the target repository's own workflow runs and gets a token; its subject is (unverified)"
      ),
    ]
  }

  private func repositories(_ sheet: FactSheet, _ repository: String, _ owner: String, _ name: String) -> [NearMiss] {
    [
      self.repository("another repository", sheet, owner, NearName.other(than: name, "keyless-other")),
      self.repository("prefix twin of the repository", sheet, owner, name + "-evil"),
      self.repository("prefix twin of the owner", sheet, owner + "-evil", name),
      self.repository("fork", sheet, NearName.other(than: owner, Self.stranger), name),
      NearMiss(
        name: "other case",
        set: [("repository", .text(NearName.otherCase(repository)))],
        follows: repositoryFollows(sheet),
        note: "the same repository after a rename: GitHub compares names without regard to case, AWS with"
      ),
      NearMiss(
        name: "reclaimed name",
        set: [
          (
            "repository_id",
            .text(StableNumber.id("github repository", repository + "#2", not: sheet.text("repository_id")))
          ),
          (
            "repository_owner_id",
            .text(StableNumber.id("github owner", owner + "#2", not: sheet.text("repository_owner_id")))
          ),
        ],
        note: "a deleted or renamed owner's name can be registered again by somebody else"
      ),
    ]
  }

  private func repository(_ title: String, _ sheet: FactSheet, _ owner: String, _ name: String) -> NearMiss {
    let path = "\(owner)/\(name)"
    var set: [(fact: String, value: FactValue?)] = [
      ("repository", .text(path)),
      ("repository_id", .text(StableNumber.id("github repository", path, not: sheet.text("repository_id")))),
    ]
    if !sheet.is("repository_owner", owner) {
      set.append(
        ("repository_owner_id", .text(StableNumber.id("github owner", owner, not: sheet.text("repository_owner_id"))))
      )
    }
    return NearMiss(name: title, set: set, follows: repositoryFollows(sheet))
  }

  private func repositoryFollows(_ sheet: FactSheet) -> [String] {
    Self.repositoryFollows + (follows(sheet).contains("job_workflow_ref") ? ["job_workflow_ref"] : [])
  }

  private func environments(_ sheet: FactSheet) -> [NearMiss] {
    guard let environment = sheet.text("environment") else {
      return [NearMiss(name: "with an environment", set: [("environment", .text("production"))])]
    }
    var out = [
      NearMiss(
        name: "another environment",
        set: [("environment", .text(NearName.other(than: environment, "keyless-other")))]
      ),
      NearMiss(name: "prefix twin of the environment", set: [("environment", .text(environment + "-evil"))]),
      NearMiss(name: "without environment", set: [("environment", nil)]),
    ]
    if environment.utf8.contains(UInt8(ascii: ":")) {
      let twin = ClaimTemplate.Escape.colon.apply(to: environment)
      out.append(
        NearMiss(
          name: "escaped twin of the environment",
          set: [("environment", .text(twin))],
          note: "GitHub escapes `:` and not `%`, so both give one subject (derived)"
        )
      )
    }
    return out
  }

  private func workflows(_ sheet: FactSheet, _ repository: String) -> [NearMiss] {
    let ref = sheet.text("ref") ?? "refs/heads/main"
    let other = "\(repository)/.github/workflows/keyless-other.yml@\(ref)"
    let actor = NearName.other(than: sheet.text("actor"), "keyless-colleague")
    var out = [
      NearMiss(
        name: "another workflow",
        set: [("workflow", .text("keyless-other")), ("workflow_ref", .text(other)), ("job_workflow_ref", .text(other))]
      ),
      NearMiss(
        name: "another actor",
        set: [
          ("actor", .text(actor)),
          ("actor_id", .text(StableNumber.id("github user", actor, not: sheet.text("actor_id")))),
        ]
      ),
    ]
    if !Self.isPullRequest(sheet) {
      for event in ["push", "workflow_dispatch", "schedule"] {
        out.append(NearMiss(name: event, set: [("event_name", .text(event))]))
      }
    }
    return out
  }
}
