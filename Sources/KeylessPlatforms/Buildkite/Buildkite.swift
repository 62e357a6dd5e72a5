extension Platform {
  /// Buildkite.
  ///
  /// A job chooses its own subject: the long one, or with `--subject-claim` a bare UUID. Whoever creates a build through
  /// the API chooses branch and tag, so their languages are wide.
  static let buildkite = Platform(
    SimplePlatform(
      id: "buildkite",
      title: "Buildkite",
      facts: [
        Fact("organization_slug", .identifier(max: 100), "slug of the organization", .required),
        Fact("pipeline_slug", .identifier(max: 100), "slug of the pipeline", .required),
        Fact("build_number", .number, "number of the build", .defaulted),
        Fact(
          "build_branch",
          .text(max: 255),
          "short name of the branch; which texts are legal is (unverified)",
          .defaulted,
          evidence: .unverified
        ),
        Fact("build_tag", .text(max: 255), "tag of the build, where it has one", .optional, evidence: .unverified),
        Fact("build_commit", .identifier(max: 64), "commit of the build", .defaulted),
        Fact("step_key", .text(max: 255), "key of the step; null in the token without one", .optional),
        Fact("job_id", .uuid, "UUID of the job", .defaulted),
        Fact("agent_id", .uuid, "UUID of the agent", .defaulted),
        Fact(
          "build_source",
          .choice(["ui", "api", "webhook", "trigger_job", "schedule"]),
          "what created the build",
          .defaulted
        ),
        Fact("runner_environment", .choice(["buildkite-hosted", "self-hosted"]), "where the agent runs", .defaulted),
        Fact("organization_id", .uuid, "UUID of the organization, where the job asks for it", .optional),
        Fact("pipeline_id", .uuid, "UUID of the pipeline, where the job asks for it", .optional),
        Fact("build_id", .uuid, "UUID of the build, where the job asks for it", .optional),
        Fact("cluster_id", .uuid, "UUID of the cluster, where the job asks for it", .optional),
        Fact("cluster_name", .text(max: 255), "name of the cluster, where the job asks for it", .optional),
        Fact("queue_id", .uuid, "UUID of the queue, where the job asks for it", .optional),
        Fact("queue_key", .identifier(max: 255), "key of the queue, where the job asks for it", .optional),
      ],
      supplies: [
        Supply("build_number", .value(.number(1))), Supply("build_branch", .template([.component("build_tag")])),
        Supply("build_branch", .value(.text("main"))),
        Supply("build_commit", .commit(from: ["organization_slug", "pipeline_slug", "build_branch"])),
        Supply("job_id", .uuid(from: ["organization_slug", "pipeline_slug", "build_commit"])),
        Supply("agent_id", .uuid(from: ["organization_slug"])), Supply("build_source", .value(.text("webhook"))),
        Supply("runner_environment", .value(.text("self-hosted"))),
      ],
      claims: [
        Claim("iss", .string, .always, .fixed, "one issuer for everybody"),
        Claim("sub", .string, .always, .run, "what the job runs, down to the commit, or a bare UUID"),
        Claim("aud", .audience, .always, .run, "the organization's URL unless the job asks for another"),
        Claim("iat", .integer, .always, .run, "time of issue"),
        Claim("nbf", .integer, .always, .run, "the same"),
        Claim("exp", .integer, .always, .run, "five minutes later unless the job asks for another lifetime"),
        Claim("organization_slug", .string, .always, .renamable, "slug of the organization"),
        Claim("pipeline_slug", .string, .always, .renamable, "slug of the pipeline"),
        Claim("build_number", .integer, .always, .run, "number of the build"),
        Claim("build_branch", .string, .always, .run, "branch; of a tag's build it is (unverified)"),
        Claim("build_tag", .string, .when("the build has a tag"), .run, "tag of the build"),
        Claim("build_commit", .string, .always, .run, "commit of the build"),
        Claim("step_key", .nullWhenAbsent, .always, .run, "key of the step, null without one"),
        Claim("job_id", .string, .always, .run, "UUID of the job"),
        Claim("agent_id", .string, .always, .run, "UUID of the agent"),
        Claim("build_source", .string, .always, .run, "what created the build"),
        Claim("runner_environment", .string, .always, .run, "where the agent runs"),
        Claim("organization_id", .string, asked, .fixed, "UUID of the organization"),
        Claim("pipeline_id", .string, asked, .fixed, "UUID of the pipeline"),
        Claim("build_id", .string, asked, .run, "UUID of the build"),
        Claim("cluster_id", .string, asked, .fixed, "UUID of the cluster"),
        Claim("cluster_name", .string, asked, .renamable, "name of the cluster"),
        Claim("queue_id", .string, asked, .fixed, "UUID of the queue"),
        Claim("queue_key", .string, asked, .setting, "key of the queue"),
      ],
      mapped: ConditionKeyMap.buildkite,
      issuers: [IssuerPattern("Buildkite", ["https://agent.buildkite.com"], isShared: true)],
      defaultIssuer: "https://agent.buildkite.com",
      audience: AudienceRule { sheet in sheet.text("organization_slug").map { "https://buildkite.com/" + $0 } },
      lifetime: Lifetime(seconds: 300, notBefore: 0, meaning: "five minutes unless the job asks for another"),
      forms: [
        form("branch", ["refs/heads/", .component("build_branch")], hasTag: false, hasKey: true),
        form("branch without step key", ["refs/heads/", .component("build_branch")], hasTag: false, hasKey: false),
        form("tag", ["refs/tags/", .component("build_tag")], hasTag: true, hasKey: true),
        form("tag without step key", ["refs/tags/", .component("build_tag")], hasTag: true, hasKey: false),
      ]
        + [
          "organization_id", "pipeline_id", "cluster_id", "queue_id", "build_id", "job_id", "agent_id",
        ].map { SubjectForm("subject \($0)", [.component($0)], choice: $0) },
      ownership: Ownership(
        project: ["organization_slug", "pipeline_slug"],
        owner: Ownership.Part("organization_slug"),
        projectID: "pipeline_id",
        ownerID: "organization_id"
      ),
      sessionClaims: .tagsOfClaims,
      nearMisses: [
        NearMissRule("another branch", [("build_branch", .other("keyless-other"))], when: .lacks("build_tag")),
        NearMissRule("prefix twin of the branch", [("build_branch", .twin)], when: .lacks("build_tag")),
        NearMissRule("a tag", [("build_tag", .set(.text("keyless-0")))], when: .lacks("build_tag")),
        NearMissRule("another tag", [("build_tag", .other("keyless-0"))]),
        NearMissRule("prefix twin of the tag", [("build_tag", .twin)]),
        NearMissRule("without tag", [("build_tag", .drop)], when: .has("build_tag")),
        NearMissRule(
          "another commit",
          [("build_commit", .set(.text("0123456789abcdef0123456789abcdef01234567")))],
          follows: ["job_id"],
          note: "the next build: a subject with a commit admits one build only"
        ),
        NearMissRule("another step", [("step_key", .set(.text("keyless-other")))]),
        NearMissRule("without step key", [("step_key", .drop)], when: .has("step_key")),
        NearMissRule(
          "another pipeline",
          [("pipeline_slug", .other("keyless-other")), ("pipeline_id", .otherUUID)],
          follows: ["build_commit", "job_id"]
        ),
        NearMissRule("prefix twin of the pipeline", [("pipeline_slug", .twin), ("pipeline_id", .otherUUID)]),
        NearMissRule(
          "another organization",
          [
            ("organization_slug", .other("keyless-stranger")), ("organization_id", .otherUUID),
            ("pipeline_id", .otherUUID), ("cluster_id", .otherUUID), ("queue_id", .otherUUID),
          ],
          follows: ["agent_id", "job_id"]
        ),
        NearMissRule(
          "prefix twin of the organization",
          [("organization_slug", .twin), ("organization_id", .otherUUID), ("pipeline_id", .otherUUID)],
          follows: ["agent_id"]
        ),
        NearMissRule(
          "reclaimed name",
          [("pipeline_id", .otherUUID)],
          note: "slugs can be taken again; only the UUIDs stay"
        ),
        NearMissRule("build through the API", [("build_source", .set(.text("api")))]),
        NearMissRule("triggered build", [("build_source", .set(.text("trigger_job")))]),
      ],
      jobToken: [
        "The job runs `buildkite-agent oidc request-token --audience sts.amazonaws.com`, which prints the token.",
        "`--claim organization_id,pipeline_id` adds claims, `--lifetime` changes its five minutes.",
        "`--subject-claim pipeline_id` makes the subject a bare UUID, `--aws-session-tag` adds session tags.",
      ]
    )
  )

  private static let asked = Claim.Presence.when("the job asks for it with `--claim` or `--subject-claim`")

  private static func form(
    _ name: String,
    _ ref: [ClaimTemplate.Segment],
    hasTag: Bool,
    hasKey: Bool
  ) -> SubjectForm {
    SubjectForm(
      name,
      when: .all([hasTag ? .has("build_tag") : .lacks("build_tag"), hasKey ? .has("step_key") : .lacks("step_key")]),
      ["organization:", .component("organization_slug"), ":pipeline:", .component("pipeline_slug"), ":ref:"] + ref
        + [":commit:", .component("build_commit"), ":step:"] + (hasKey ? [.component("step_key")] : [])
    )
  }
}
