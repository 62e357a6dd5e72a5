extension Platform {
  /// CircleCI, cloud and server.
  ///
  /// A job has two tokens at once; `token` says which is meant. Their parts are joined by `/` and nothing is escaped, and
  /// a branch may hold any of it.
  static let circleci = Platform(
    SimplePlatform(
      id: "circleci",
      title: "CircleCI",
      facts: [
        Fact("organization_id", .uuid, "UUID of the organization", .required),
        Fact("project_id", .uuid, "UUID of the project", .required),
        Fact("user_id", .uuid, "UUID of the user who caused the job", .defaulted),
        Fact(
          "token",
          .choice(["v1", "v2"]),
          "which token: `v1` is `CIRCLE_OIDC_TOKEN`, `v2` is `CIRCLE_OIDC_TOKEN_V2`; no claim",
          .defaulted
        ),
        Fact(
          "trigger",
          .choice(["vcs", "custom_webhook"]),
          "what kind of trigger started the pipeline; no claim",
          .defaulted
        ),
        Fact(
          "vcs_origin",
          .repositoryOrigin,
          "where the triggering repository lives: `github.com/acme/shop`",
          .defaulted
        ),
        Fact("vcs_ref", .fullRef([.heads, .tags]), "full ref: `refs/heads/main`", .defaulted),
        Fact("context_ids", .list(.uuid), "UUIDs of the job's contexts", .optional),
        Fact("ssh_rerun", .flag, "whether the job is a rerun with SSH", .defaulted),
      ],
      supplies: [
        Supply("token", .value(.text("v2"))), Supply("trigger", .value(.text("vcs"))),
        Supply("user_id", .uuid(from: ["organization_id"])),
        Supply("vcs_origin", .template(["github.com/keyless/", .component("project_id")]), when: fromRepository),
        Supply("vcs_ref", .value(.text("refs/heads/main")), when: fromRepository),
        Supply("ssh_rerun", .value(.flag(false))),
      ],
      rules: [
        .only(
          ["vcs_origin", "vcs_ref"],
          when: .not(.is("trigger", .text("custom_webhook"))),
          "a custom webhook has no repository"
        ),
        .together("vcs_origin", "vcs_ref"),
      ],
      claims: [
        Claim("iss", .string, .always, .fixed, "the organization's own issuer"),
        Claim("sub", .string, .always, .run, "organization, project and user, and for `v2` repository and ref"),
        Claim("aud", .audience, .always, .run, "the organization's UUID unless the job asks for another"),
        Claim("iat", .integer, .always, .run, "shortly before the job starts"),
        Claim("exp", .integer, .always, .run, "one hour after `iat`"),
        Claim(
          "oidc.circleci.com/project-id",
          .string,
          .always,
          .fixed,
          "UUID of the project",
          fact: "project_id"
        ),
        Claim("oidc.circleci.com/vcs-origin", .string, repository, .run, "host, owner and name", fact: "vcs_origin"),
        Claim("oidc.circleci.com/vcs-ref", .string, repository, .run, "full ref", fact: "vcs_ref"),
        Claim(
          "oidc.circleci.com/context-ids",
          .strings,
          .when("the job uses contexts"),
          .setting,
          "UUIDs of the contexts",
          fact: "context_ids"
        ),
        Claim("oidc.circleci.com/ssh-rerun", .flag, .always, .run, "a boolean, not a string", fact: "ssh_rerun"),
      ],
      mapped: ConditionKeyMap.circleci,
      issuers: [
        IssuerPattern(
          "CircleCI cloud",
          ["https://oidc.circleci.com/org/", .fact("organization_id")],
          isShared: false
        ),
        IssuerPattern(
          "root issuer (`circleci run oidc get --root-issuer`)",
          ["https://oidc.circleci.com"],
          isShared: true,
          evidence: .unverified
        ),
        IssuerPattern(
          "CircleCI server (4.4 and later)",
          ["https://", .host, "/org/", .fact("organization_id")],
          isShared: false,
          isPublic: false,
          evidence: .unverified
        ),
      ],
      audience: AudienceRule { $0.text("organization_id") },
      lifetime: Lifetime(seconds: 3600, notBefore: 0, meaning: "one hour"),
      forms: [
        SubjectForm("v1", when: .is("token", .text("v1")), prefix),
        SubjectForm(
          "v2",
          when: .all([.is("token", .text("v2")), fromRepository]),
          prefix + ["/vcs-origin/", .component("vcs_origin"), "/vcs-ref/", .component("vcs_ref")]
        ),
        SubjectForm(
          "v2 of a custom webhook",
          when: .all([.is("token", .text("v2")), .is("trigger", .text("custom_webhook"))]),
          prefix,
          evidence: .disputed
        ),
      ],
      ownership: Ownership(
        project: ["project_id"],
        owner: Ownership.Part("organization_id"),
        projectID: "project_id",
        ownerID: "organization_id"
      ),
      nearMisses: [
        NearMissRule("another branch or tag", [("vcs_ref", .otherRef)]),
        NearMissRule("prefix twin of the ref", [("vcs_ref", .twin)]),
        NearMissRule("the other kind of ref of the same name", [("vcs_ref", .otherSpace)]),
        NearMissRule(
          "ref that ends like the subject",
          [("vcs_ref", .behind("x/vcs-ref/"))],
          note: "`*/vcs-ref/` in a pattern takes it for the ref itself (derived)"
        ),
        NearMissRule("another repository", [("vcs_origin", .strangersPath)]),
        NearMissRule("prefix twin of the repository", [("vcs_origin", .twin)]),
        NearMissRule("another user", [("user_id", .otherUUID)]),
        NearMissRule("another project", [("project_id", .otherUUID)]),
        NearMissRule(
          "another organization",
          [("organization_id", .otherUUID)],
          note: "it has an issuer of its own, so no provider of this one takes its token"
        ),
        NearMissRule(
          "the first token",
          [("token", .set(.text("v1")))],
          note: "every job has it too, and its subject says nothing about the ref"
        ),
        NearMissRule(
          "custom webhook",
          [("trigger", .set(.text("custom_webhook")))],
          follows: ["vcs_origin", "vcs_ref"]
        ),
        NearMissRule("rerun with SSH", [("ssh_rerun", .set(.flag(true)))], when: .is("ssh_rerun", .flag(false))),
      ],
      jobToken: [
        "Every job has `CIRCLE_OIDC_TOKEN` and `CIRCLE_OIDC_TOKEN_V2`; older documentation demands a context.",
        "`circleci run oidc get --claims '{\"aud\":\"sts.amazonaws.com\"}'` gives one with another audience.",
        "A build of a fork has them only where the project passes secrets to forks.",
      ]
    )
  )

  private static let fromRepository = FactCondition.is("trigger", .text("vcs"))
  private static let repository = Claim.Presence.when("the trigger has a repository")
  private static let prefix: [ClaimTemplate.Segment] = [
    "org/", .component("organization_id"), "/project/", .component("project_id"), "/user/", .component("user_id"),
  ]
}
