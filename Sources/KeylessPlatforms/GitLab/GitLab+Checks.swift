extension GitLab {
  func check(_ sheet: FactSheet) throws(PlatformError) {
    try sheet.expect(
      "namespace_path",
      sheet.text("project_path").flatMap(GitLabPath.parent),
      "the namespace is the parent of `project_path`"
    )
    try sheet.expect("ref_path", Self.refPath(sheet), "`ref_path` is `ref` in full, after `ref_type`")
    if sheet.is("ref_type", "tag"), sheet.is("pipeline_source", "merge_request_event") {
      throw sheet.contradiction(
        "ref_type",
        "a merge request pipeline runs on its source branch, never on a tag",
        help: "set `ref_type` to `branch`, or `pipeline_source` to `push`"
      )
    }
    try checkEnvironment(sheet)
    try checkUser(sheet)
    try checkFork(sheet)
    try sheet.together("job_config_url", "job_config_sha")
  }

  var environmentFacts: [String] { ["environment_protected", "deployment_tier", "environment_action"] }

  private func checkEnvironment(_ sheet: FactSheet) throws(PlatformError) {
    if sheet.has("environment") { return }
    for fact in environmentFacts where sheet.has(fact) {
      throw sheet.contradiction(fact, "only a job with an environment has it", help: "give `environment` too")
    }
  }

  private func checkUser(_ sheet: FactSheet) throws(PlatformError) {
    guard sheet.is("user_id", "") else { return }
    for fact in ["user_login", "user_email", "user_access_level", "user_identities", "groups_direct"]
    where sheet.has(fact) {
      throw sheet.contradiction(fact, "an empty `user_id` is a job without a user, which has no such claim")
    }
  }

  /// Only a fork's merge request (or a child pipeline of one) runs in another project than the one it names.
  private func checkFork(_ sheet: FactSheet) throws(PlatformError) {
    guard let project = sheet.text("project_path"), let job = sheet.text("job_project_path") else { return }
    let isSame = project.utf8.elementsEqual(job.utf8)
    if !isSame, sheet.has("pipeline_source"), !sheet.is("pipeline_source", "merge_request_event"),
      !sheet.is("pipeline_source", "parent_pipeline")
    {
      throw sheet.contradiction(
        "job_project_path",
        "it differs from `project_path` only for the merge request of a fork",
        help: "set `pipeline_source` to `merge_request_event`"
      )
    }
    try sheet.expectIDs("job_project_id", "project_id", same: isSame, "two paths are two projects, and one path is one")
    try sheet.expect(
      "job_namespace_path",
      GitLabPath.parent(of: job),
      "the namespace is the parent of `job_project_path`"
    )
    guard let parent = GitLabPath.parent(of: project), let jobParent = GitLabPath.parent(of: job) else { return }
    try sheet.expectIDs(
      "job_namespace_id",
      "namespace_id",
      same: parent.utf8.elementsEqual(jobParent.utf8),
      "two paths are two namespaces, and one path is one"
    )
  }
}
