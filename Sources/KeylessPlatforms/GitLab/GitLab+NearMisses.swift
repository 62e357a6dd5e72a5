extension GitLab {
  private static let stranger = "keyless-stranger"
  private static let projectFollows = [
    "namespace_path", "job_project_path", "job_project_id", "job_namespace_path", "job_namespace_id",
    "ci_config_ref_uri",
  ]
  private static let refFollows = ["ref_path", "ci_config_ref_uri"]

  func nearMisses(of sheet: FactSheet) -> [NearMiss] {
    guard let project = sheet.text("project_path"), let ref = sheet.text("ref"),
      let parent = GitLabPath.parent(of: project)
    else { return [] }
    return refs(sheet, ref) + events(sheet) + projects(sheet, project, parent) + environments(sheet)
  }

  private func refs(_ sheet: FactSheet, _ ref: String) -> [NearMiss] {
    let isTag = sheet.is("ref_type", "tag")
    let isMergeRequest = sheet.is("pipeline_source", "merge_request_event")
    let kind = isTag ? "tag" : "branch"
    var out = [
      NearMiss(
        name: "another \(kind)",
        set: [("ref", .text(NearName.other(than: ref, isTag ? "keyless-0" : "keyless-other")))],
        follows: Self.refFollows
      ),
      NearMiss(name: "prefix twin of the \(kind)", set: [("ref", .text(ref + "-evil"))], follows: Self.refFollows),
    ]
    if !isMergeRequest {
      out.append(
        NearMiss(
          name: isTag ? "branch of the same name" : "tag of the same name",
          set: [("ref_type", .text(isTag ? "branch" : "tag"))],
          follows: Self.refFollows
        )
      )
    }
    let isProtected = sheet.facts["ref_protected"]?.flag == true
    out.append(
      NearMiss(name: isProtected ? "unprotected ref" : "protected ref", set: [("ref_protected", .flag(!isProtected))])
    )
    return out
  }

  private func events(_ sheet: FactSheet) -> [NearMiss] {
    // A fork's merge request has no other event than its own.
    guard sheet.is("job_project_path", sheet.text("project_path") ?? "") else { return [ownMergeRequest(sheet)] }
    let follows = ["job_source"]
    let project = sheet.text("project_path").map { GitLabPath.name(of: $0) } ?? "project"
    let owner = NearName.other(than: sheet.text("namespace_path"), Self.stranger)
    let branch: [(fact: String, value: FactValue?)] = sheet.is("ref_type", "tag") ? [("ref_type", .text("branch"))] : []
    let mergeRequest: [(fact: String, value: FactValue?)] = [("pipeline_source", .text("merge_request_event"))] + branch
    let branchFollows = branch.isEmpty ? [] : Self.refFollows
    var out = [
      NearMiss(name: "merge request", set: mergeRequest, follows: follows + branchFollows),
      NearMiss(
        name: "fork's merge request",
        set: [
          ("project_path", .text("\(owner)/\(project)")),
          ("job_project_path", sheet.facts["project_path"]), ("job_project_id", sheet.facts["project_id"]),
          ("job_namespace_path", sheet.facts["namespace_path"]), ("job_namespace_id", sheet.facts["namespace_id"]),
          (
            "project_id", .text(StableNumber.id("gitlab project", "\(owner)/\(project)", not: sheet.text("project_id")))
          ),
          ("namespace_id", .text(StableNumber.id("gitlab namespace", owner, not: sheet.text("namespace_id")))),
        ] + mergeRequest,
        follows: follows + branchFollows + ["namespace_path"],
        note: "GitLab before 18.4 minted it with the identity of the target project"
      ),
    ]
    for (name, source) in [
      ("push", "push"), ("schedule", "schedule"), ("trigger", "trigger"), ("started by hand", "web"),
    ] {
      out.append(NearMiss(name: name, set: [("pipeline_source", .text(source))], follows: follows))
    }
    let user = NearName.other(than: sheet.text("user_login"), "keyless-colleague")
    out.append(
      NearMiss(
        name: "another user",
        set: [
          ("user_id", .text(StableNumber.id("gitlab user", user, not: sheet.text("user_id")))),
          ("user_login", .text(user)), ("user_email", .text(user + "@example.com")),
        ],
        follows: sheet.is("user_id", "") ? [] : ["user_identities", "groups_direct"]
      )
    )
    return out
  }

  /// From a fork's merge request back to one of the project itself.
  private func ownMergeRequest(_ sheet: FactSheet) -> NearMiss {
    NearMiss(
      name: "the project's own merge request",
      set: ["project_path", "project_id", "namespace_path", "namespace_id"].map { ($0, sheet.facts["job_" + $0]) }
    )
  }

  private func projects(_ sheet: FactSheet, _ project: String, _ parent: String) -> [NearMiss] {
    let name = GitLabPath.name(of: project)
    let owner = NearName.other(than: parent, Self.stranger)
    let fork = !sheet.is("job_project_path", project)
    let recreated = NearMiss(
      name: "reclaimed path",
      set: [
        ("project_id", .text(StableNumber.id("gitlab project", project + "#2", not: sheet.text("project_id")))),
        ("namespace_id", .text(StableNumber.id("gitlab namespace", parent + "#2", not: sheet.text("namespace_id")))),
      ],
      follows: Self.projectFollows,
      note: "gitlab.com drops such a job while the subject holds the path; the ids are the second wall"
    )
    if fork { return [] }
    return [
      self.project(
        "another project",
        sheet,
        "\(parent)/\(NearName.other(than: name, "keyless-other"))",
        keepsNamespace: true
      ),
      self.project("prefix twin of the project", sheet, project + "-evil", keepsNamespace: true),
      self.project("project of a subgroup", sheet, "\(parent)/keyless-subgroup/\(name)", keepsNamespace: false),
      self.project("prefix twin of the namespace", sheet, "\(parent)-evil/\(name)", keepsNamespace: false),
      self.project("fork", sheet, "\(owner)/\(name)", keepsNamespace: false),
      NearMiss(
        name: "other case",
        set: [("project_path", .text(NearName.otherCase(project)))],
        follows: Self.projectFollows,
        note: "the same project after a rename: GitLab compares paths without regard to case, AWS with"
      ),
      recreated,
    ]
  }

  /// A project of another path has another id; its namespace too, unless it stands beside the first.
  private func project(_ name: String, _ sheet: FactSheet, _ path: String, keepsNamespace: Bool) -> NearMiss {
    var set: [(fact: String, value: FactValue?)] = [
      ("project_path", .text(path)),
      ("project_id", .text(StableNumber.id("gitlab project", path, not: sheet.text("project_id")))),
    ]
    if !keepsNamespace, let parent = GitLabPath.parent(of: path) {
      set.append(("namespace_id", .text(StableNumber.id("gitlab namespace", parent, not: sheet.text("namespace_id")))))
    }
    return NearMiss(name: name, set: set, follows: Self.projectFollows)
  }

  private func environments(_ sheet: FactSheet) -> [NearMiss] {
    let follows = ["deployment_tier", "environment_protected", "environment_action"]
    guard let environment = sheet.text("environment") else {
      return [NearMiss(name: "with an environment", set: [("environment", .text("production"))])]
    }
    return [
      NearMiss(
        name: "another environment",
        set: [("environment", .text(NearName.other(than: environment, "keyless-other")))]
      ),
      NearMiss(name: "prefix twin of the environment", set: [("environment", .text(environment + "-evil"))]),
      NearMiss(name: "without environment", set: [("environment", nil)], follows: follows),
    ]
  }
}
