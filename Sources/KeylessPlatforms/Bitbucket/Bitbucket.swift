extension Platform {
  /// Bitbucket Pipelines (Cloud), which publishes no reference of its tokens: nearly everything here is (unverified).
  static let bitbucket = Platform(
    SimplePlatform(
      id: "bitbucket",
      title: "Bitbucket Pipelines",
      facts: [
        Fact(
          "workspace",
          .identifier(max: 62),
          "name of the workspace, as in the issuer; no claim",
          .optional,
          evidence: .unverified
        ),
        Fact("workspaceUuid", .bracedUUID, "UUID of the workspace, in braces", .defaulted, evidence: .unverified),
        Fact("accountUuid", .bracedUUID, "UUID of the account, in braces", .optional, evidence: .unverified),
        Fact("repositoryUuid", .bracedUUID, "UUID of the repository, in braces", .required, evidence: .unverified),
        Fact("pipelineUuid", .bracedUUID, "UUID of the pipeline's run, in braces", .defaulted, evidence: .unverified),
        Fact("stepUuid", .bracedUUID, "UUID of the step's run, in braces", .defaulted, evidence: .unverified),
        Fact(
          "deploymentEnvironmentUuid",
          .bracedUUID,
          "UUID of the deployment environment, in braces",
          .optional,
          evidence: .unverified
        ),
        Fact("branchName", .gitRef, "short name of the branch", .optional, evidence: .unverified),
      ],
      supplies: [
        Supply("workspaceUuid", .bracedUUID(from: ["workspace"])),
        Supply("workspaceUuid", .bracedUUID(from: ["repositoryUuid"])),
        Supply("pipelineUuid", .bracedUUID(from: ["repositoryUuid"])),
        Supply("stepUuid", .bracedUUID(from: ["pipelineUuid"])),
      ],
      // The order is that of a third party's sample.
      claims: [
        Claim(
          "sub",
          .string,
          .always,
          .run,
          "repository, environment and step; another one each time",
          evidence: .disputed
        ),
        Claim("aud", .audience, .always, .run, "the workspace unless the step asks for others", evidence: .unverified),
        Claim("stepUuid", .string, .always, .run, "UUID of the step's run", evidence: .unverified),
        Claim(
          "deploymentEnvironmentUuid",
          .string,
          .when("the step deploys to an environment"),
          .setting,
          "UUID of the environment",
          evidence: .unverified
        ),
        Claim("iss", .string, .always, .renamable, "the workspace's own issuer, with its name", evidence: .unverified),
        Claim("repositoryUuid", .string, .always, .fixed, "UUID of the repository", evidence: .unverified),
        Claim(
          "branchName",
          .string,
          .when("the pipeline runs on a branch"),
          .run,
          "short name of the branch; AWS does not see it",
          evidence: .unverified
        ),
        Claim("exp", .integer, .always, .run, "one hour after `iat`", evidence: .unverified),
        Claim("iat", .integer, .always, .run, "time of issue", evidence: .unverified),
        Claim("pipelineUuid", .string, .always, .run, "UUID of the pipeline's run", evidence: .unverified),
        Claim("workspaceUuid", .string, .always, .fixed, "UUID of the workspace", evidence: .unverified),
        Claim(
          "accountUuid",
          .string,
          .when("the sources that name it are right"),
          .fixed,
          "UUID of the account",
          evidence: .unverified
        ),
      ],
      issuers: [
        IssuerPattern(
          "workspace",
          [
            "https://api.bitbucket.org/2.0/workspaces/", .fact("workspace"),
            "/pipelines-config/identity/oidc",
          ],
          isShared: false,
          evidence: .unverified
        )
      ],
      audience: AudienceRule(allowsMany: true) { sheet in
        sheet.text("workspaceUuid").map { "ari:cloud:bitbucket::workspace/" + $0.dropFirst().dropLast() }
      },
      lifetime: Lifetime(seconds: 3600, notBefore: 0, meaning: "one hour (unverified)"),
      forms: [
        SubjectForm(
          "step",
          when: .lacks("deploymentEnvironmentUuid"),
          [.component("repositoryUuid"), ":", .component("stepUuid")],
          evidence: .unverified
        ),
        SubjectForm(
          "deployment",
          when: .has("deploymentEnvironmentUuid"),
          [
            .component("repositoryUuid"), ":", .component("deploymentEnvironmentUuid"), ":", .component("stepUuid"),
          ],
          evidence: .disputed
        ),
      ],
      ownership: Ownership(project: ["repositoryUuid"], projectID: "repositoryUuid"),
      nearMisses: [
        NearMissRule("another run of the step", [("stepUuid", .otherUUID), ("pipelineUuid", .otherUUID)]),
        NearMissRule("another repository", [("repositoryUuid", .otherUUID)]),
        NearMissRule(
          "another branch",
          [("branchName", .other("keyless-other"))],
          note: "the subject is that of the first branch: AWS cannot tell them apart"
        ),
        NearMissRule(
          "a branch",
          [("branchName", .set(.text("keyless-other")))],
          when: .lacks("branchName"),
          note: "AWS does not see the branch"
        ),
        NearMissRule("prefix twin of the branch", [("branchName", .twin)]),
        NearMissRule(
          "with a deployment environment",
          [("deploymentEnvironmentUuid", .set(.text("{5f0c1d5e-8a4b-4c3d-9e2f-000000000001}")))],
          when: .lacks("deploymentEnvironmentUuid"),
          note: "a pattern `{repository}:*` cannot tell the environment from the step"
        ),
        NearMissRule("another deployment environment", [("deploymentEnvironmentUuid", .otherUUID)]),
        NearMissRule(
          "without deployment environment",
          [("deploymentEnvironmentUuid", .drop)],
          when: .has("deploymentEnvironmentUuid")
        ),
        NearMissRule(
          "another workspace",
          [("workspace", .other("keyless-stranger")), ("repositoryUuid", .otherUUID)],
          follows: ["workspaceUuid", "pipelineUuid", "stepUuid"],
          note: "it has an issuer of its own, so no provider of this one takes its token"
        ),
        NearMissRule("another workspace's UUID", [("workspaceUuid", .otherUUID)]),
      ],
      jobToken: [
        "The step says `oidc: true`, or `oidc: {audiences: […]}` for audiences of its own.",
        "`BITBUCKET_STEP_OIDC_TOKEN` holds the token itself; it is no file.",
        "The issuer's discovery document exists only after the first such step.",
      ]
    )
  )
}
