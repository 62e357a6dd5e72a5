extension GitHub {
  private static let enterprise = Claim.Presence.when("GitHub Enterprise Cloud")

  /// In the order of the documentation's sample, which is the only one known; where the claims it lacks stand is
  /// (unverified).
  static let claims: [Claim] = [
    Claim("jti", .string, .always, .run, "unique per token"),
    Claim("sub", .string, .always, .setting, "repository and context, or the repository's own template"),
    Claim("environment", .string, .when("the job has an environment"), .run, "name of the environment"),
    Claim("aud", .audience, .always, .run, "what the job asked for; always one string"),
    Claim("ref", .string, .always, .run, "full ref"),
    Claim("sha", .string, .always, .run, "commit"),
    Claim("repository", .string, .always, .renamable, "`OWNER/NAME`"),
    Claim("repository_owner", .string, .always, .renamable, "owner's login"),
    Claim("actor_id", .string, .always, .fixed, "number of the actor"),
    Claim("repository_visibility", .string, .always, .setting, "internal, private or public"),
    Claim("repository_id", .string, .always, .fixed, "number of the repository"),
    Claim("repository_owner_id", .string, .always, .fixed, "number of the owner; another one after a transfer"),
    Claim("run_id", .string, .always, .run, "number of the run"),
    Claim("run_number", .string, .always, .run, "runs of this workflow"),
    Claim("run_attempt", .string, .always, .run, "attempts of this run"),
    Claim("runner_environment", .string, .always, .run, "github-hosted or self-hosted"),
    Claim("actor", .string, .always, .renamable, "login of the actor"),
    Claim("workflow", .string, .always, .run, "name in the workflow file, which its author chooses"),
    Claim("head_ref", .string, .always, .run, "source branch of a pull request, else empty"),
    Claim("base_ref", .string, .always, .run, "target branch of a pull request, else empty"),
    Claim("event_name", .string, .always, .run, "what started the workflow"),
    Claim("enterprise", .string, enterprise, .renamable, "slug of the enterprise"),
    Claim("enterprise_id", .string, enterprise, .fixed, "number of the enterprise"),
    Claim("ref_protected", .flagString, .always, .setting, "whether the ref is protected", evidence: .unverified),
    Claim("ref_type", .string, .always, .run, "branch or tag"),
    Claim("workflow_ref", .string, .always, .run, "path and ref of the workflow"),
    Claim("workflow_sha", .string, .always, .run, "commit of the workflow"),
    Claim("job_workflow_ref", .string, .always, .run, "path and ref of the workflow that defines the job"),
    Claim("job_workflow_sha", .string, .always, .run, "commit of that workflow"),
    Claim("check_run_id", .string, .always, .run, "number of the check run"),
    Claim("repo_property_*", .string, .when("the property is shared with tokens"), .setting, "a custom property"),
    Claim("iss", .string, .always, .setting, "the issuer"),
    Claim("nbf", .integer, .always, .run, "ten minutes before `iat`"),
    Claim("exp", .integer, .always, .run, "five minutes after `iat`"),
    Claim("iat", .integer, .always, .run, "time of issue"),
  ]
}
