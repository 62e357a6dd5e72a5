extension Platform {
  /// HCP Terraform and Terraform Enterprise: runs of a workspace, tests of a module, deployments of a stack.
  static let hcpTerraform = Platform(
    SimplePlatform(
      id: "hcp-terraform",
      title: "HCP Terraform",
      facts: [
        Fact(
          "terraform_organization_name",
          .identifier(max: 40),
          "name of the organization; its alphabet is (unverified)",
          .required,
          evidence: .unverified
        ),
        Fact("terraform_organization_id", .identifier(max: 64), "id of the organization: `org-…`", .defaulted),
        Fact(
          "terraform_project_name",
          .spacedName(max: 40),
          "name of the project, which may hold spaces; its alphabet is (unverified)",
          .defaulted,
          evidence: .unverified
        ),
        Fact("terraform_project_id", .identifier(max: 64), "id of the project: `prj-…`", .defaulted),
        Fact(
          "terraform_workspace_name",
          .identifier(max: 90),
          "name of the workspace; its alphabet is (unverified)",
          .optional,
          evidence: .unverified
        ),
        Fact("terraform_workspace_id", .identifier(max: 64), "id of the workspace: `ws-…`", .defaulted),
        Fact(
          "terraform_full_workspace",
          .text(max: 255),
          "organization, project and workspace",
          .derived(from: ["terraform_organization_name", "terraform_project_name", "terraform_workspace_name"])
        ),
        Fact("terraform_run_id", .identifier(max: 64), "id of the run: `run-…`", .defaulted),
        Fact(
          "terraform_run_phase",
          .choice(["plan", "apply"]),
          "phase of the run",
          .defaulted,
          mistakes: [.init("destroy", "a destroy run has the phases `plan` and `apply` like any other")]
        ),
        Fact("module", .text(max: 255), "name of a module under test; no claim", .optional, evidence: .unverified),
        Fact("stack", .spacedName(max: 90), "name of a stack; no claim", .optional, evidence: .unverified),
        Fact(
          "deployment",
          .identifier(max: 90),
          "name of a stack's deployment; no claim",
          .optional,
          evidence: .unverified
        ),
        Fact(
          "operation",
          .choice(["plan", "apply"]),
          "what a stack's deployment does; no claim",
          .optional,
          evidence: .unverified
        ),
      ],
      supplies: [
        Supply("terraform_organization_id", .id("org-", from: ["terraform_organization_name"])),
        Supply("terraform_project_name", .value(.text("Default Project")), when: .lacks("module")),
        Supply("terraform_project_id", .id("prj-", from: ["terraform_organization_name", "terraform_project_name"])),
        Supply(
          "terraform_workspace_id",
          .id("ws-", from: ["terraform_organization_name", "terraform_workspace_name"])
        ),
        Supply(
          "terraform_full_workspace",
          .template([
            "organization:", .component("terraform_organization_name"), ":project:",
            .component("terraform_project_name"), ":workspace:", .component("terraform_workspace_name"),
          ])
        ),
        Supply("terraform_run_id", .id("run-", from: ["terraform_organization_name", "terraform_workspace_name"])),
        Supply("terraform_run_phase", .value(.text("apply")), when: inWorkspace),
        Supply("deployment", .value(.text("production")), when: .has("stack")),
        Supply("operation", .value(.text("apply")), when: .has("stack")),
      ],
      rules: [
        .oneOf(
          ["terraform_workspace_name", "module", "stack"],
          "a token is of a workspace's run, a module's test or a stack's deployment"
        ),
        .only(
          ["terraform_workspace_id", "terraform_full_workspace", "terraform_run_id", "terraform_run_phase"],
          when: inWorkspace,
          "only a workspace's run has it"
        ),
        .only(["terraform_project_name", "terraform_project_id"], when: .lacks("module"), "a module is in no project"),
        .only(["deployment", "operation"], when: .has("stack"), "only a stack's deployment has it"),
      ],
      claims: [
        Claim("jti", .string, .always, .run, "unique per token"),
        Claim("iss", .string, .always, .setting, "one issuer for everybody, or the Terraform Enterprise host"),
        Claim("aud", .audience, .always, .run, "what the workspace's variables say"),
        Claim("iat", .integer, .always, .run, "time of issue"),
        Claim(
          "nbf",
          .integer,
          .always,
          .run,
          "`iat` in the table, five seconds before in the sample",
          evidence: .disputed
        ),
        Claim("exp", .integer, .always, .run, "the timeout of the phase"),
        Claim("sub", .string, .always, .renamable, "organization, project, workspace and phase, all by name"),
        Claim("terraform_organization_id", .string, .always, .fixed, "id of the organization"),
        Claim("terraform_organization_name", .string, .always, .renamable, "name of the organization"),
        Claim("terraform_project_id", .string, workspace, .fixed, "id of the project"),
        Claim("terraform_project_name", .string, workspace, .renamable, "name of the project"),
        Claim("terraform_workspace_id", .string, workspace, .fixed, "id of the workspace"),
        Claim("terraform_workspace_name", .string, workspace, .renamable, "name of the workspace"),
        Claim("terraform_full_workspace", .string, workspace, .renamable, "the subject without its phase"),
        Claim("terraform_run_id", .string, workspace, .run, "id of the run"),
        Claim("terraform_run_phase", .string, workspace, .run, "`plan` or `apply`"),
      ],
      issuers: [
        IssuerPattern("HCP Terraform", ["https://app.terraform.io"], isShared: true),
        IssuerPattern("Terraform Enterprise", ["https://", .host], isShared: false, isPublic: false),
      ],
      defaultIssuer: "https://app.terraform.io",
      audience: AudienceRule(allowsMany: true) { _ in "aws.workload.identity" },
      lifetime: Lifetime(
        seconds: 3600,
        notBefore: 5,
        meaning: "the timeout of the phase; an hour stands in for it (unverified). A module's test has ten minutes"
      ),
      forms: [
        SubjectForm(
          "workspace",
          when: .all([inWorkspace, .lacks("module"), .lacks("stack")]),
          [
            "organization:", .component("terraform_organization_name"), ":project:",
            .component("terraform_project_name"), ":workspace:", .component("terraform_workspace_name"), ":run_phase:",
            .component("terraform_run_phase"),
          ]
        ),
        SubjectForm(
          "module test",
          when: .all([.has("module"), .lacks("terraform_workspace_name"), .lacks("stack")]),
          [
            "organization:", .component("terraform_organization_name"), ":module:", .component("module"),
            ":operation:test_run",
          ]
        ),
        SubjectForm(
          "stack",
          when: .all([.has("stack"), .lacks("terraform_workspace_name"), .lacks("module")]),
          [
            "organization:", .component("terraform_organization_name"), ":project:",
            .component("terraform_project_name"), ":stack:", .component("stack"), ":deployment:",
            .component("deployment"), ":operation:", .component("operation"),
          ],
          evidence: .unverified
        ),
      ],
      ownership: Ownership(
        project: [
          "terraform_organization_name", "terraform_project_name", "terraform_workspace_name", "module", "stack",
        ],
        owner: Ownership.Part("terraform_organization_name")
      ),
      nearMisses: [
        NearMissRule(
          "plan",
          [("terraform_run_phase", .set(.text("plan")))],
          when: inWorkspace,
          note: "whoever can start a plan runs code in it; it needs less than an apply"
        ),
        NearMissRule("apply", [("terraform_run_phase", .set(.text("apply")))], when: inWorkspace),
        NearMissRule(
          "another workspace",
          [("terraform_workspace_name", .other("keyless-other"))],
          follows: workspaceFollows
        ),
        NearMissRule("prefix twin of the workspace", [("terraform_workspace_name", .twin)], follows: workspaceFollows),
        NearMissRule(
          "another project",
          [("terraform_project_name", .other("Keyless Other"))],
          follows: ["terraform_project_id", "terraform_full_workspace"]
        ),
        NearMissRule(
          "prefix twin of the project",
          [("terraform_project_name", .twin)],
          follows: ["terraform_project_id", "terraform_full_workspace"]
        ),
        NearMissRule(
          "another organization",
          [("terraform_organization_name", .other("keyless-stranger"))],
          follows: organizationFollows
        ),
        NearMissRule(
          "prefix twin of the organization",
          [("terraform_organization_name", .twin)],
          follows: organizationFollows
        ),
        NearMissRule(
          "other case",
          [("terraform_workspace_name", .otherCase)],
          follows: ["terraform_full_workspace"],
          note: "AWS compares names with regard to case"
        ),
        NearMissRule(
          "reclaimed name",
          [("terraform_workspace_id", .set(.text("ws-00000000")))],
          when: inWorkspace,
          note: "a deleted workspace's name can be taken again, and AWS sees no id"
        ),
        NearMissRule(
          "module test",
          [("module", .set(.text("keyless-module"))), ("terraform_workspace_name", .drop)],
          follows: workspaceFollows + ["terraform_project_name", "terraform_project_id", "terraform_run_phase"],
          when: inWorkspace
        ),
        NearMissRule(
          "run of a workspace",
          [("terraform_workspace_name", .set(.text("keyless-workspace"))), ("module", .drop)],
          when: .has("module")
        ),
        NearMissRule("another module", [("module", .other("keyless-other"))]),
        NearMissRule("prefix twin of the module", [("module", .twin)]),
        NearMissRule("another stack", [("stack", .other("keyless-other"))]),
        NearMissRule("another deployment", [("deployment", .other("keyless-other"))]),
      ],
      jobToken: [
        "For AWS the workspace has the variables `TFC_AWS_PROVIDER_AUTH=true` and `TFC_AWS_RUN_ROLE_ARN`, or one role each "
          + "for plan and apply in `TFC_AWS_PLAN_ROLE_ARN` and `TFC_AWS_APPLY_ROLE_ARN`.",
        "The agent then writes token file and shared configuration, so the AWS provider finds both (unverified).",
        "`TFC_WORKLOAD_IDENTITY_AUDIENCE` asks for a token of another audience in `TFC_WORKLOAD_IDENTITY_TOKEN`.",
      ]
    )
  )

  private static let inWorkspace = FactCondition.has("terraform_workspace_name")
  private static let workspace = Claim.Presence.when("a workspace's run; of other tokens it is (unverified)")
  private static let workspaceFollows = ["terraform_workspace_id", "terraform_full_workspace", "terraform_run_id"]
  private static let organizationFollows =
    workspaceFollows + ["terraform_organization_id", "terraform_project_id"]
}
