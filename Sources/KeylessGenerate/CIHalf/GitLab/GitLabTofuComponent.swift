/// `templates/tofu.yml`: a job that plans and a job that applies exactly that plan.
struct GitLabTofuComponent {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String {
    Self.header + inputs + "---\n" + planJob + applyJob + Self.applyVariants
  }

  private static let header = #"""
    # Plans a stack in merge requests and on the default branch, and applies there, by hand, the plan that was shown; both
    # with the job's token and no stored key. Made by `keyless component`. In a project's .gitlab-ci.yml:
    #
    #   include:
    #     - component: $CI_SERVER_FQDN/GROUP/PROJECT/tofu@1.0.0
    #       inputs: {image: "IMAGE"}

    """#

  private var inputs: String {
    #"""
    spec:
      inputs:
        image:
          description: An image with the binary, a POSIX shell and, for plan_source ref, curl. It runs with your roles, so pin it.
        binary:
          description: What to run.
          default: tofu
          options: [tofu, terraform]
        root_dir:
          description: The folder of the root module.
          default: .
    \#(YAMLText.block(GitLabInputs.role("plan_role_arn", "The role that plans; it should only read.", facts.plan.map { facts.arn($0) }), indent: 4))
    \#(YAMLText.block(GitLabInputs.role("apply_role_arn", "The role that applies.", facts.apply.map { facts.arn($0) }), indent: 4))
    \#(YAMLText.block(GitLabInputs.common(facts), indent: 4))
        init_args:
          description: More arguments for init, like -backend-config=prod.hcl.
          default: ""
        plan_args:
          description: More arguments for plan. Locking the state would need a role that writes, and apply refuses a plan that the state has left behind.
          default: -lock=false
        prefix:
          description: Begins the jobs' names. Include the component once per stack, each with a prefix.
          default: tofu
          regex: '^[A-Za-z0-9_-]+$'
        plan_stage:
          default: build
        apply_stage:
          default: deploy
        plan_source:
          description: Whose plan is applied; `job` takes that of a job in the same pipeline, `ref` that of the last pipeline on a ref.
          default: job
          options: [job, ref]
        plan_job:
          description: The job that planned. Change it together with the prefix.
          default: tofu-plan
        plan_ref:
          description: With plan_source ref, the branch or tag whose plan is applied. Whoever can run a pipeline on it decides what is applied, so let it be protected.
          default: $CI_DEFAULT_BRANCH
        plan_token_variable:
          description: With plan_source ref, the variable with the token that may read the plan. GitLab Free lets no job token do so.
          default: CI_JOB_TOKEN
          regex: '^[A-Za-z_][A-Za-z0-9_]*$'
        plan_expires:
          description: How long a plan can be applied.
          default: 1 week
        apply_optional:
          description: Lets a pipeline pass while nobody has applied, and also when applying failed. With plan_source ref the pipeline that planned must pass, so it may need this.
          type: boolean
          default: false

    """#
  }

  private var planJob: String {
    #"""
    $[[ inputs.prefix ]]-plan:
      stage: $[[ inputs.plan_stage ]]
    \#(YAMLText.block(Self.environment(role: "plan_role_arn"), indent: 2))
      # Merge requests and the default branch, each in one pipeline; a job without rules would be left out of the former.
      rules:
        # keyless: ignore token-job-on-merge-request because the role of plans is one of its own, which the intent declares
        - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_BRANCH_NAME != $CI_DEFAULT_BRANCH
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    \#(YAMLText.block(Self.credentials, indent: 2))
      script:
        - |
    \#(YAMLText.block(ShellFragment.plan + "\n" + ShellFragment.report, indent: 6))
      artifacts:
        # A plan holds the values of the state, secrets among them.
        access: developer
        expire_in: $[[ inputs.plan_expires ]]
        paths:
          - $[[ inputs.root_dir ]]/plan.cache
          - $[[ inputs.root_dir ]]/plan.commit
          # The plan is bound to the providers' exact versions.
          - $[[ inputs.root_dir ]]/.terraform.lock.hcl
        reports:
          # Only counts; shown in the merge request.
          terraform: $[[ inputs.root_dir ]]/plan.json


    """#
  }

  private var applyJob: String {
    #"""
    $[[ inputs.prefix ]]-apply:
      extends: .$[[ inputs.prefix ]]-apply-$[[ inputs.plan_source ]]
      stage: $[[ inputs.apply_stage ]]
    \#(YAMLText.block(Self.environment(role: "apply_role_arn"), indent: 2))
      # Two runs at once would meet each other's half-made changes.
      resource_group: $[[ inputs.prefix ]]-apply
    \#(YAMLText.block(Self.credentials, indent: 2))


    """#
  }

  /// The two ways to the plan; an input chooses one.
  private static var applyVariants: String {
    #"""
    .$[[ inputs.prefix ]]-apply-job:
      needs:
        - job: $[[ inputs.plan_job ]]
          artifacts: true
      rules:
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
          when: manual
          allow_failure: $[[ inputs.apply_optional ]]
      script:
        - |
    \#(YAMLText.block(ShellFragment.enterRoot + "\n" + ShellFragment.apply, indent: 6))

    .$[[ inputs.prefix ]]-apply-ref:
      needs: []
      variables:
        KEYLESS_PLAN_JOB: >-
          $[[ inputs.plan_job ]]
        KEYLESS_PLAN_REF: >-
          $[[ inputs.plan_ref ]]
        KEYLESS_PLAN_TOKEN_VARIABLE: $[[ inputs.plan_token_variable ]]
      # Also on tags: a release may apply what its commit's pipeline planned.
      rules:
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH || $CI_COMMIT_TAG
          when: manual
          allow_failure: $[[ inputs.apply_optional ]]
      script:
        - |
    \#(YAMLText.block([ShellFragment.enterRoot, GitLabPlanDownload.text, ShellFragment.apply].joined(separator: "\n"), indent: 6))

    """#
  }

  private static func environment(role: String) -> String {
    #"""
    image:
      name: $[[ inputs.image ]]
      # The image of Terraform would take the job's shell for one of its own arguments.
      entrypoint: [""]
    \#(GitLabInputs.token)
    variables:
    \#(YAMLText.block(GitLabInputs.variables(role: role), indent: 2))
      KEYLESS_BINARY: $[[ inputs.binary ]]
      KEYLESS_ROOT: >-
        $[[ inputs.root_dir ]]
      KEYLESS_COMMIT: $CI_COMMIT_SHA
      TF_CLI_ARGS_init: >-
        $[[ inputs.init_args ]]
      TF_CLI_ARGS_plan: >-
        $[[ inputs.plan_args ]]
    """#
  }

  private static var credentials: String {
    #"""
    before_script:
      - |
    \#(YAMLText.block(GitLabCredentialsScript.text(hint: "set the inputs plan_role_arn, apply_role_arn and region"), indent: 4))
    after_script:
      - |
    \#(YAMLText.block(GitLabCredentialsScript.forget, indent: 4))
    """#
  }
}
