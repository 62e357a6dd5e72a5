/// `tofu.yml`: a reusable workflow that plans and, if asked to, applies exactly that plan.
struct GitHubTofuWorkflow {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String { Self.header + inputs + Self.planJob + Self.applyJob }

  private static let header = #"""
    # Plans a stack and, if asked to, applies the plan that was shown; both with the job's token and no stored key.
    # Made by `keyless component`; .github/actions/aws-credentials/README.md shows a workflow that calls it.
    name: tofu

    """#

  private func role(_ role: String?) -> String {
    role.map { "default: \(YAMLText.quoted($0))" } ?? "required: true"
  }

  private var inputs: String {
    #"""
    on:
      workflow_call:
        inputs:
          binary:
            description: What to run, tofu or terraform.
            type: string
            default: tofu
          version:
            description: The version of the binary.
            type: string
            default: latest
          root-dir:
            description: The folder of the root module.
            type: string
            default: .
          init-args:
            description: More arguments for init, like -backend-config=prod.hcl.
            type: string
            default: ""
          plan-args:
            description: More arguments for plan. Locking the state would need a role that writes, and apply refuses a plan that the state has left behind.
            type: string
            default: -lock=false
          artifact:
            description: The artifact that carries the plan. Each call in one workflow needs another.
            type: string
            default: plan
          plan-role-arn:
            description: The role that plans; it should only read.
            type: string
            \#(role(facts.plan.map { facts.arn($0) }))
          plan-environment:
            description: The environment to plan in, if the role asks for one; empty for none.
            type: string
            default: ""
          apply:
            description: Whether to apply after the plan.
            type: boolean
            default: false
          apply-role-arn:
            description: The role that applies.
            type: string
            default: \#(YAMLText.quoted(facts.apply.map { facts.arn($0) } ?? ""))
          environment:
            description: The environment to apply in. Its deployment rules say who must agree, and from which branches; that is the gate.
            type: string
            default: production
          region:
            description: The region of the jobs' calls.
            type: string
            default: \#(YAMLText.quoted(facts.region))
          audience:
            description: The token's audience, which must be a client ID of the identity provider in AWS.
            type: string
            default: \#(YAMLText.quoted(facts.audience))
          allow-public-plan:
            description: Whether the plan may be kept where everybody can download it. In a public repository every artifact can be, and a plan holds the values of the state.
            type: boolean
            default: false
          runs-on:
            description: The runner's label.
            type: string
            default: ubuntu-latest
    permissions:
      contents: read
      # Lets the jobs ask for a token. The caller must allow it too.
      id-token: write
    # What both jobs' scripts read. An expression in a script itself could become a command.
    env:
      KEYLESS_BINARY: ${{ inputs.binary }}
      KEYLESS_ROOT: ${{ inputs.root-dir }}
      KEYLESS_COMMIT: ${{ github.sha }}
      TF_CLI_ARGS_init: ${{ inputs.init-args }}
      TF_CLI_ARGS_plan: ${{ inputs.plan-args }}

    """#
  }

  /// Each by the commit of a release, with the release's tag behind it.
  private static let tools = #"""
    # These actions run with your roles, so each is pinned to the commit of a version: a tag can be moved to other code.
    # When you update one, read what changed.
    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      with:
        # Later steps need no access to the repository.
        persist-credentials: false
    - uses: opentofu/setup-opentofu@12f4debbf681675350b6cd1f0ff8ecfbda62027b # v1.0.4
      if: inputs.binary == 'tofu'
      with:
        tofu_version: ${{ inputs.version }}
        # The wrapper would hide the command's own exit code and output.
        tofu_wrapper: false
    - uses: hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd # v3.1.2
      if: inputs.binary == 'terraform'
      with:
        terraform_version: ${{ inputs.version }}
        terraform_wrapper: false
    """#

  private static func credentials(role: String) -> String {
    #"""
    - uses: ./.github/actions/aws-credentials
      with:
        role-arn: ${{ inputs.\#(role) }}
        region: ${{ inputs.region }}
        audience: ${{ inputs.audience }}
    """#
  }

  private static var planJob: String {
    #"""
    jobs:
      plan:
        runs-on: ${{ inputs.runs-on }}
        environment: ${{ inputs.plan-environment }}
        steps:
          - name: Keep plans out of public places
            # An event that says nothing about the repository is taken for one of a public repository.
            if: github.event.repository.private != true && !inputs.allow-public-plan
            run: |
              echo "::error title=Public plan::Everybody can download a public repository's artifacts, and the plan holds the values of the state. Set allow-public-plan if that is meant, or if this repository is private and the event does not say so."
              exit 1
    \#(YAMLText.block(tools, indent: 6))
    \#(YAMLText.block(credentials(role: "plan-role-arn"), indent: 6))
          - name: Plan
            shell: sh
            run: |
    \#(YAMLText.block(ShellFragment.plan, indent: 10))
          - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
            with:
              name: ${{ inputs.artifact }}
              # The lock file, because a plan is bound to the providers' exact versions; its name makes it a hidden file.
              include-hidden-files: true
              path: |
                ${{ inputs.root-dir }}/plan.cache
                ${{ inputs.root-dir }}/plan.commit
                ${{ inputs.root-dir }}/.terraform.lock.hcl
              if-no-files-found: error
              retention-days: 5

    """#
  }

  private static var applyJob: String {
    #"""
      apply:
        if: inputs.apply
        needs: plan
        runs-on: ${{ inputs.runs-on }}
        environment: ${{ inputs.environment }}
        # Two runs at once would meet each other's half-made changes; one that has begun is never broken off.
        concurrency:
          group: tofu-apply-${{ inputs.root-dir }}
          cancel-in-progress: false
        steps:
    \#(YAMLText.block(tools, indent: 6))
          - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0
            with:
              name: ${{ inputs.artifact }}
              path: ${{ runner.temp }}/plan
    \#(YAMLText.block(credentials(role: "apply-role-arn"), indent: 6))
          - name: Apply
            shell: sh
            run: |
    \#(YAMLText.block(takePlan, indent: 10))
    \#(YAMLText.block(ShellFragment.apply, indent: 10))

    """#
  }

  /// An artifact of several files has lost the folder they have in common.
  private static let takePlan = #"""
    \#(ShellFragment.enterRoot)
    for keyless_file in plan.cache plan.commit .terraform.lock.hcl; do
      # A stack without providers has no lock file.
      if [ -f "$RUNNER_TEMP/plan/$keyless_file" ]; then cp -- "$RUNNER_TEMP/plan/$keyless_file" "$keyless_file"; fi
    done
    """#
}
