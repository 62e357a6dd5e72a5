extension GitHub {
  /// Events that start a workflow; GitHub has more, this list is open.
  static let events = [
    "push", "pull_request", "pull_request_target", "workflow_dispatch", "workflow_run", "schedule", "release",
    "merge_group",
  ]
  static let notEvents = ["merge_request", "merge_request_event", "pr", "fork_pull_request"]

  static let facts: [Fact] = [
    Fact("repository", .githubRepository, "`OWNER/NAME` of the repository the workflow runs in", .required),
    Fact("repository_id", .numericID, "number of the repository", .defaulted),
    Fact("repository_owner", .githubOwner, "its owner", .derived(from: ["repository"])),
    Fact("repository_owner_id", .numericID, "number of the owner", .defaulted),
    Fact("repository_visibility", .choice(["internal", "private", "public"]), "who can see it", .defaulted),
    Fact(
      "head_repository",
      .githubRepository,
      "where a pull request comes from; no claim, a fork gets no token",
      .optional
    ),
    Fact(
      "ref",
      .fullRef([.heads, .tags, .pull]),
      "full ref: `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`",
      .defaulted
    ),
    Fact(
      "ref_type",
      .choice(["branch", "tag"]),
      "whether the ref is a branch or a tag; a pull request counts as a branch (unverified)",
      .derived(from: ["ref"]),
      mistakes: [.init("pull_request", "no token carries it; set `event_name` to `pull_request`")]
    ),
    Fact(
      "ref_protected",
      .flag,
      "whether the ref is protected; by default `main` is",
      .defaulted,
      evidence: .unverified
    ),
    Fact("sha", .identifier(max: 64), "commit", .defaulted),
    Fact("head_ref", .branchOrEmpty, "source branch of a pull request, else empty", .defaulted),
    Fact("base_ref", .branchOrEmpty, "target branch of a pull request, else empty", .defaulted),
    Fact(
      "event_name",
      .word(known: events, except: notEvents),
      "what started the workflow",
      .defaulted,
      mistakes: notEvents.map {
        .init($0, "no such event; a pull request is `pull_request`, from a fork with `head_repository`")
      }
    ),
    Fact("environment", .text(max: 255), "name of the job's environment", .optional),
    Fact("actor", .text(max: 255), "who started the workflow", .defaulted),
    Fact("actor_id", .numericID, "number of the actor", .defaulted),
    Fact("workflow", .text(max: 255), "name of the workflow", .defaulted),
    Fact("workflow_ref", .workflowRef, "path and ref of the workflow", .defaulted),
    Fact("workflow_sha", .identifier(max: 64), "commit of the workflow", .defaulted),
    Fact(
      "job_workflow_ref",
      .workflowRef,
      "path and ref of the (reusable) workflow that defines the job",
      .defaulted
    ),
    Fact("job_workflow_sha", .identifier(max: 64), "commit of that workflow", .defaulted),
    Fact("run_id", .identifier(max: 64), "number of the run", .defaulted),
    Fact("run_number", .numericID, "how many runs the workflow has had", .defaulted),
    Fact("run_attempt", .numericID, "how often this run was tried", .defaulted),
    Fact("check_run_id", .identifier(max: 64), "number of the check run", .defaulted),
    Fact("runner_environment", .choice(["github-hosted", "self-hosted"]), "where the runner stands", .defaulted),
    Fact("enterprise", .identifier(max: 100), "slug of the enterprise (Enterprise Cloud)", .optional),
    Fact("enterprise_id", .numericID, "number of the enterprise", .optional),
  ]

  static let propertyPrefix = "repo_property_"

  /// Custom properties that a repository shares with its tokens; the alphabet of their names is (unverified).
  func dynamicFact(_ name: String) -> Fact? {
    guard name.utf8.starts(with: Self.propertyPrefix.utf8),
      FactKind.identifier(max: 75).contains(
        String(decoding: name.utf8.dropFirst(Self.propertyPrefix.utf8.count), as: UTF8.self)
      )
    else { return nil }
    return Fact(name, .text(max: 1024), "a custom property of the repository", .optional)
  }

  func fill(_ sheet: inout FactSheet) {
    guard let repository = sheet.text("repository"), let (owner, _) = GitHubName.split(repository) else { return }
    sheet.fill("repository_owner", owner)
    sheet.fill("repository_id", StableNumber.id("github repository", repository))
    sheet.fill("repository_owner_id", StableNumber.id("github owner", owner))
    sheet.fill("repository_visibility", "private")
    fillRef(&sheet)
    guard let ref = sheet.text("ref") else { return }
    sheet.fill("sha", StableNumber.commit("github \(repository)@\(ref)"))
    sheet.fill("actor", "keyless-user")
    sheet.fill("actor_id", sheet.text("actor").map { StableNumber.id("github user", $0) })
    sheet.fill("workflow", "deploy")
    sheet.fill("workflow_ref", "\(repository)/.github/workflows/deploy.yml@\(ref)")
    sheet.fill("workflow_sha", sheet.text("sha"))
    sheet.fill("job_workflow_ref", sheet.text("workflow_ref"))
    sheet.fill("job_workflow_sha", sheet.text("workflow_sha"))
    sheet.fill("run_id", StableNumber.id("github run", "\(repository)@\(ref)"))
    sheet.fill("run_number", "1")
    sheet.fill("run_attempt", "1")
    sheet.fill("check_run_id", StableNumber.id("github check run", "\(repository)@\(ref)"))
    sheet.fill("runner_environment", "github-hosted")
    fillEnterprise(&sheet)
  }

  private func fillRef(_ sheet: inout FactSheet) {
    let isPull = sheet.text("ref").flatMap(GitRef.split)?.space == .pull
    sheet.fill("event_name", isPull ? "pull_request" : "push")
    sheet.fill("ref", sheet.is("event_name", "pull_request") ? "refs/pull/1/merge" : "refs/heads/main")
    sheet.fill("ref_type", Self.refType(sheet))
    sheet.fill("ref_protected", flag: sheet.is("ref", "refs/heads/main"))
    let isPullRequest = Self.isPullRequest(sheet)
    sheet.fill("head_ref", isPullRequest ? "feature" : "")
    sheet.fill("base_ref", isPullRequest ? Self.baseRef(sheet) : "")
  }

  private func fillEnterprise(_ sheet: inout FactSheet) {
    guard let issuer = sheet.issuer.flatMap(IssuerURL.init), case .cloud(let slug?)? = GitHubHost(issuer) else {
      return
    }
    sheet.fill("enterprise", slug)
    sheet.fill("enterprise_id", StableNumber.id("github enterprise", slug))
  }

  /// `pull_request_target` runs on the target branch (unverified).
  private static func baseRef(_ sheet: FactSheet) -> String {
    guard let (space, name) = sheet.text("ref").flatMap(GitRef.split), space == .heads else { return "main" }
    return name
  }

  static func isPullRequest(_ sheet: FactSheet) -> Bool {
    sheet.is("event_name", "pull_request") || sheet.is("event_name", "pull_request_target")
  }

  static func refType(_ sheet: FactSheet) -> String? {
    sheet.text("ref").flatMap(GitRef.split).map { $0.space == .tags ? "tag" : "branch" }
  }
}
