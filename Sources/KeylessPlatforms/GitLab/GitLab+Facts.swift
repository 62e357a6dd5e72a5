extension GitLab {
  /// Events that start a pipeline; GitLab adds new ones (the list is unverified).
  static let sources = [
    "push", "web", "trigger", "schedule", "api", "external", "pipeline", "chat", "webide", "merge_request_event",
    "external_pull_request_event", "parent_pipeline", "ondemand_dast_scan", "security_orchestration_policy",
  ]
  static let notSources = ["merge_request", "merge_requests", "mr", "pull_request"]
  static let tiers = ["production", "staging", "testing", "development", "other"]

  private static let noMergeRequest =
    "no token carries it: a merge request has `ref_type` `branch` and its source branch as `ref`; "
    + "set `pipeline_source` to `merge_request_event` instead"

  static let facts: [Fact] = [
    Fact("project_path", .gitlabProject, "full path of the project; of the fork for a fork's merge request", .required),
    Fact("project_id", .numericID, "number of that project", .defaulted),
    Fact("namespace_path", .gitlabNamespace, "the path's parent", .derived(from: ["project_path"])),
    Fact("namespace_id", .numericID, "number of the immediate parent namespace", .defaulted),
    Fact(
      "user_id",
      .numericIDOrEmpty,
      "number of the user who runs the job; empty for a job without a user",
      .defaulted
    ),
    Fact("user_login", .text(max: 255), "name of that user", .defaulted),
    Fact("user_email", .text(max: 320), "address of that user, who can change it", .defaulted),
    Fact("user_access_level", .word(known: accessLevels, except: []), "role of that user in the project", .defaulted),
    Fact("job_project_id", .numericID, "number of the project that runs the job", .derived(from: ["project_id"])),
    Fact(
      "job_project_path",
      .gitlabProject,
      "path of the project that runs the job; differs from `project_path` only for a fork's merge request",
      .derived(from: ["project_path"])
    ),
    Fact("job_namespace_id", .numericID, "number of that project's namespace", .derived(from: ["namespace_id"])),
    Fact("job_namespace_path", .gitlabNamespace, "that project's parent", .derived(from: ["job_project_path"])),
    Fact("pipeline_id", .numericID, "number of the pipeline", .defaulted),
    Fact(
      "pipeline_source",
      .word(known: sources, except: notSources),
      "what started the pipeline",
      .defaulted,
      mistakes: notSources.map {
        .init($0, "no token carries it; the event of a merge request is `merge_request_event`")
      },
      evidence: .unverified
    ),
    Fact("job_id", .numericID, "number of the job", .defaulted),
    Fact("ref", .gitlabRef, "short name of the branch or tag; of the source branch for a merge request", .defaulted),
    Fact(
      "ref_type",
      .choice(["branch", "tag"]),
      "whether the ref is a branch or a tag",
      .defaulted,
      mistakes: ["mr", "merge_request", "merge_request_event"].map { .init($0, noMergeRequest) },
      evidence: .source
    ),
    Fact("ref_path", .fullRef([.heads, .tags]), "the ref in full", .derived(from: ["ref", "ref_type"])),
    Fact("ref_protected", .flag, "whether the ref is protected; by default `main` is", .defaulted),
    Fact("groups_direct", .namespaces, "groups of the user (feature flag `ci_jwt_groups_direct`)", .optional),
    Fact("environment", .text(max: 255), "name of the job's environment", .optional),
    Fact("environment_protected", .flag, "whether the environment is protected", .defaulted),
    Fact("deployment_tier", .choice(tiers), "tier of the environment", .defaulted),
    Fact(
      "environment_action",
      .choice(["start", "prepare", "stop", "verify", "access"]),
      "what the job does to the environment",
      .defaulted
    ),
    Fact("runner_id", .number, "number of the runner", .defaulted, evidence: .source),
    Fact("runner_environment", .choice(["gitlab-hosted", "self-hosted"]), "where the runner stands", .defaulted),
    Fact("sha", .identifier(max: 64), "commit of the pipeline", .defaulted),
    Fact(
      "project_visibility",
      .choice(["private", "internal", "public"]),
      "of the project that runs the job",
      .defaulted
    ),
    Fact(
      "user_identities",
      .identities,
      "external identities of the user, as `PROVIDER:EXTERNAL-ID` (opt-in)",
      .optional
    ),
    Fact("target_audience", .text(max: 1024), "Google Cloud integration only", .optional),
    Fact(
      "ci_config_ref_uri",
      .text(max: 8192),
      "where the pipeline's configuration stands; begins with the server's host, so give it under a custom issuer",
      .defaulted
    ),
    Fact("ci_config_sha", .identifier(max: 64), "commit of that configuration", .defaulted),
    Fact(
      "job_source",
      .word(known: sources, except: []),
      "source of the job (18.9 and later)",
      .defaulted,
      evidence: .unverified
    ),
    Fact("job_config_url", .text(max: 2048), "address of the policy that added the job (18.9 and later)", .optional),
    Fact("job_config_sha", .identifier(max: 64), "commit of that policy", .optional),
  ]

  static let accessLevels = ["guest", "planner", "reporter", "developer", "maintainer", "owner"]

  func fill(_ sheet: inout FactSheet) {
    guard let project = sheet.text("project_path") else { return }
    sheet.fill("project_id", StableNumber.id("gitlab project", project))
    fillNamespace(&sheet, project)
    fillUser(&sheet)
    sheet.fill("ref", "main")
    sheet.fill("ref_type", "branch")
    sheet.fill("ref_path", Self.refPath(sheet))
    sheet.fill("pipeline_source", "push")
    sheet.fill(
      "ref_protected",
      flag: sheet.is("ref_path", "refs/heads/main") && !sheet.is("pipeline_source", "merge_request_event")
    )
    fillUserLevel(&sheet)
    let run = project + "@" + (sheet.text("ref_path") ?? "")
    sheet.fill("pipeline_id", StableNumber.id("gitlab pipeline", run))
    sheet.fill("job_id", StableNumber.id("gitlab job", run))
    sheet.fill("sha", StableNumber.commit("gitlab " + run))
    sheet.fill("ci_config_sha", sheet.text("sha"))
    sheet.fill("runner_id", number: 1)
    sheet.fill("project_visibility", "private")
    sheet.fill("job_source", sheet.text("pipeline_source"))
    fillEnvironment(&sheet)
    fillIssuer(&sheet)
  }

  private func fillNamespace(_ sheet: inout FactSheet, _ project: String) {
    sheet.fill("namespace_path", GitLabPath.parent(of: project))
    sheet.fill("namespace_id", sheet.text("namespace_path").map { StableNumber.id("gitlab namespace", $0) })
    sheet.fill("job_project_path", project)
    guard let job = sheet.text("job_project_path") else { return }
    let isSame = job.utf8.elementsEqual(project.utf8)
    sheet.fill(
      "job_project_id",
      isSame ? sheet.text("project_id") : StableNumber.id("gitlab project", job, not: sheet.text("project_id"))
    )
    sheet.fill("job_namespace_path", GitLabPath.parent(of: job))
    guard let parent = sheet.text("job_namespace_path") else { return }
    sheet.fill(
      "job_namespace_id",
      sheet.is("namespace_path", parent)
        ? sheet.text("namespace_id") : StableNumber.id("gitlab namespace", parent, not: sheet.text("namespace_id"))
    )
  }

  private func fillUser(_ sheet: inout FactSheet) {
    if sheet.is("user_id", "") { return }
    sheet.fill("user_login", "keyless-user")
    guard let login = sheet.text("user_login") else { return }
    sheet.fill("user_id", StableNumber.id("gitlab user", login))
    sheet.fill("user_email", login + "@example.com")
  }

  private func fillUserLevel(_ sheet: inout FactSheet) {
    if sheet.is("user_id", "") { return }
    sheet.fill("user_access_level", sheet.facts["ref_protected"]?.flag == true ? "maintainer" : "developer")
  }

  private func fillEnvironment(_ sheet: inout FactSheet) {
    guard let environment = sheet.text("environment") else { return }
    sheet.fill("environment_protected", flag: false)
    sheet.fill(
      "deployment_tier",
      Self.tiers.contains { $0.utf8.elementsEqual(environment.utf8) } ? environment : "other"
    )
    sheet.fill("environment_action", "start")
  }

  private func fillIssuer(_ sheet: inout FactSheet) {
    guard let issuer = sheet.issuer else { return }
    let server = ConditionKeyMap.prefix(of: issuer)
    sheet.fill("runner_environment", server.utf8.elementsEqual("gitlab.com".utf8) ? "gitlab-hosted" : "self-hosted")
    guard let project = sheet.text("job_project_path"), let path = sheet.text("ref_path") else { return }
    // Under a custom issuer (18.1 and later) the server's host is not known, and the issuer's stands in for it.
    sheet.fill("ci_config_ref_uri", "\(server)/\(project)//.gitlab-ci.yml@\(path)")
  }

  static func refPath(_ sheet: FactSheet) -> String? {
    guard let ref = sheet.text("ref"), let type = sheet.text("ref_type") else { return nil }
    return (type == "tag" ? "refs/tags/" : "refs/heads/") + ref
  }
}
