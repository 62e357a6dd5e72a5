extension GitLab {
  private static let v18p4 = ServerVersion(18, 4)
  private static let v18p9 = ServerVersion(18, 9)
  private static let environment = Claim.Presence.when("the job has an environment")
  private static let runner = Claim.Presence.when("there is a runner")

  /// In the order of the source: predefined, additional, claim mapper, default payload.
  static let claims: [Claim] = [
    Claim(
      "project_id",
      .string,
      .always,
      .fixed,
      "number of the project; of the fork for its merge request",
      evidence: .source
    ),
    Claim("project_path", .string, .always, .renamable, "full path in its saved case", evidence: .source),
    Claim("namespace_id", .string, .always, .setting, "immediate parent; changes on transfer", evidence: .source),
    Claim("namespace_path", .string, .always, .renamable, "path of that parent", evidence: .source),
    Claim("user_id", .string, .always, .fixed, "empty without a user", evidence: .source),
    Claim("user_login", .stringOrNull, .always, .renamable, "name of the user", evidence: .source),
    Claim("user_email", .stringOrNull, .always, .setting, "the user can change it", evidence: .source),
    Claim("user_access_level", .stringOrNull, .always, .setting, "role in the source project", evidence: .source),
    Claim(
      "job_project_id",
      .string,
      .since(v18p4),
      .fixed,
      "number of the project that runs the job",
      evidence: .source
    ),
    Claim(
      "job_project_path",
      .string,
      .since(v18p4),
      .renamable,
      "path of the project that runs the job",
      evidence: .source
    ),
    Claim("job_namespace_id", .string, .since(v18p4), .setting, "number of its parent", evidence: .source),
    Claim("job_namespace_path", .string, .since(v18p4), .renamable, "path of its parent", evidence: .source),
    Claim("pipeline_id", .string, .always, .run, "number of the pipeline", evidence: .source),
    Claim("pipeline_source", .string, .always, .run, "what started the pipeline", evidence: .source),
    Claim("job_id", .string, .always, .run, "number of the job", evidence: .source),
    Claim("ref", .string, .always, .run, "short name; the source branch for a merge request", evidence: .source),
    Claim("ref_type", .string, .always, .run, "`branch` or `tag`, nothing else", evidence: .source),
    Claim("ref_path", .string, .always, .run, "the ref in full; merged results are (unverified)", evidence: .source),
    Claim("ref_protected", .flagString, .always, .setting, "whether the ref is protected", evidence: .source),
    Claim(
      "groups_direct",
      .strings,
      .when("the feature flag `ci_jwt_groups_direct` is on and the user is in at most 200 groups"),
      .setting,
      "groups of the user",
      evidence: .source
    ),
    Claim("environment", .string, environment, .run, "name after expansion", evidence: .source),
    Claim(
      "environment_protected",
      .flagString,
      environment,
      .setting,
      "always `false` in the free edition",
      evidence: .source
    ),
    Claim("deployment_tier", .string, environment, .setting, "tier of the environment", evidence: .source),
    Claim("environment_action", .string, environment, .run, "what the job does to it", evidence: .source),
    Claim("runner_id", .integer, runner, .run, "the only numeric claim of its own", evidence: .source),
    Claim(
      "runner_environment",
      .string,
      runner,
      .run,
      "hosted runners of Dedicated count as self-hosted",
      evidence: .source
    ),
    Claim("sha", .string, .always, .run, "commit; merged results: the temporary merge commit", evidence: .source),
    Claim("project_visibility", .string, .always, .setting, "of the project that runs the job", evidence: .source),
    Claim(
      "user_identities",
      .identities,
      .when("the user has opted in"),
      .setting,
      "external identities",
      evidence: .source
    ),
    Claim(
      "target_audience",
      .string,
      .when("the Google Cloud integration is used"),
      .run,
      "audience at Google",
      evidence: .source
    ),
    Claim(
      "ci_config_ref_uri",
      .string,
      .always,
      .run,
      "where the configuration stands; null on old servers",
      evidence: .source
    ),
    Claim(
      "ci_config_sha",
      .string,
      .always,
      .run,
      "commit of the configuration; null on old servers",
      evidence: .source
    ),
    Claim("job_source", .string, .since(v18p9), .run, "source of the job; values (unverified)"),
    Claim(
      "job_config",
      .object([.init("url", .fact("job_config_url")), .init("sha", .fact("job_config_sha"))]),
      .when("a policy added the job (18.9 and later)"),
      .run,
      "address and commit of that policy"
    ),
    Claim("jti", .string, .always, .run, "a fresh UUID", evidence: .source),
    Claim("iss", .string, .always, .setting, "the instance", evidence: .source),
    Claim("iat", .integer, .always, .run, "when the runner picked the job", evidence: .source),
    Claim("nbf", .integer, .always, .run, "five seconds before `iat`", evidence: .source),
    Claim("exp", .integer, .always, .run, "`iat` and the timeout of the job", evidence: .source),
    Claim("sub", .string, .always, .setting, "the components the project has chosen", evidence: .source),
    Claim("aud", .audience, .always, .run, "exactly what the job's YAML says", evidence: .source),
  ]
}
