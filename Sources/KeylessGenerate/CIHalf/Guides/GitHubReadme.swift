import KeylessIntent
import KeylessSource

/// The action's `README.md`, for the workflow as well.
struct GitHubReadme {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String {
    #"""
    # AWS from GitHub Actions without a stored key

    Made by `keyless component` from `keyless.yaml`, the same file that the AWS half is made from: the audience
    (\#(RoleTable.code(facts.audience))) and the region (`\#(facts.region)`) below are the ones that half expects.

    \#(RoleTable(facts).text)

    To any other run AWS refuses these roles. One that names environments opens only for jobs with such an `environment`, and
    on its branches or tags if it names any; one that names none, only for jobs without. A pull request's job is on no branch.

    ## A job of your own

    ```yaml
    permissions:
      contents: read
      id-token: write   # lets the job ask for a token
    jobs:
      deploy:
        runs-on: ubuntu-latest\#(environment(of: facts.credentials ?? facts.intent.roles.first).map { "\n    environment: \($0)" } ?? "")
        steps:
          - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
          - uses: ./.github/actions/aws-credentials\#(credentialsInputs)
          - run: aws sts get-caller-identity
    ```

    The following steps find `AWS_ROLE_ARN`, `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_SESSION_NAME`, `AWS_REGION` and
    `AWS_DEFAULT_REGION`; every AWS SDK, OpenTofu and Terraform take them without being told. No step needs to hold
    credentials, so they can be renewed: jobs may last longer than a session.

    | input | default |
    |---|---|
    | `role-arn` | \#(facts.credentials.map { RoleTable.cell(facts.arn($0)) } ?? "none, must be given") |
    | `region` | `\#(facts.region)` |
    | `audience` | \#(RoleTable.cell(facts.audience)) |
    | `session-prefix` | `github` |
    | `refresh` | `true` |
    | `refresh-limit` | `21600` seconds |

    It needs `sh` and `curl`: Linux and macOS runners, and containers that have both.

    ## How long it lasts

    GitHub's tokens last five minutes. A process of the action asks for a new one every two minutes and replaces the file in
    one step; the runner ends it with the job. It also ends when the runner has emptied its temporary folder, when GitHub
    refuses, and after `refresh-limit`. What went wrong stands in `refresh.log` beside the token; the token is in no log.

    ## What is refused, and what is replaced

    - A job without `permissions: id-token: write`, and a pull request from a fork, fail and say why.
    - `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` are emptied for the following steps, with a warning:
      in one SDK or another they win over the token. `AWS_PROFILE` and `AWS_DEFAULT_PROFILE` cannot be emptied, so they are
      pointed, with `AWS_CONFIG_FILE`, to a profile that says the same as the variables above. A step's own `env` still wins.
    - A `profile` written into Terraform's provider block, or given as `--profile`, cannot be seen here. Rehearse the
      command with `keyless rehearse . --pipeline NAME -- COMMAND`: it says as whom every call was made.

    ## Plan and apply

    `.github/workflows/tofu.yml` is called by a workflow of your own:

    ```yaml
    on:
      pull_request:
      push:
        branches: [main]
    permissions:
      contents: read
      id-token: write
    jobs:
      plan:
        # A pull request from a fork gets no token.
        if: github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository
        uses: ./.github/workflows/tofu.yml\#(planInputs)
      deploy:
        if: github.event_name == 'push'
        uses: ./.github/workflows/tofu.yml
        with:
          apply: true
          environment: \#(applyEnvironment)
          # The plan on main is no pull request's, so it is made with a role that opens here.
          plan-environment: \#(applyEnvironment)
          plan-role-arn: \#(role(facts.apply))\#(applyInputs)
    ```

    - What is applied is exactly the plan that the same run made, for the same commit. The gate is the environment's
      deployment rules: required reviewers see the plan's log before they agree. With `plan-environment` they are asked before the
      plan as well; a role that opens for the branch `main`, without an environment, spares that.
    - More arguments go through `init-args` and `plan-args`, like `init-args: -backend-config=prod.hcl`. A plan locks nothing
      (`plan-args` is `-lock=false`), so its role need not write; a plan that the state has left behind is refused.
    - Two stacks are two jobs that call the workflow, each with another `root-dir` and `artifact`.
    - **In a public repository everybody can download artifacts, and a plan holds the values of the state.** The workflow stops
      there, and where the event does not say that the repository is private, unless `allow-public-plan` is set.
    - The other actions are named by their major version. They run with your roles; write a full commit for more safety.

    """#
  }

  /// The environment a role asks for, where one name says it.
  private func environment(of role: Role?) -> String? {
    let environments = role?.admits.lazy.flatMap(\.environments) ?? []
    return environments.first { !$0.value.hasWildcard }.map { YAMLText.quoted($0.value.text) }
  }

  private var applyEnvironment: String { environment(of: facts.apply) ?? "production" }

  private func role(_ role: Role?) -> String {
    role.map { YAMLText.quoted(facts.arn($0)) } ?? "ROLE   # one of the table above"
  }

  private var credentialsInputs: String {
    guard facts.credentials == nil else { return "" }
    return "\n        with:\n          role-arn: \(role(facts.intent.roles.first))   # one of the table above"
  }

  private var planInputs: String {
    facts.plan == nil ? "\n    with:\n      plan-role-arn: \(role(nil))" : ""
  }

  private var applyInputs: String {
    facts.apply == nil ? "\n      apply-role-arn: \(role(nil))" : ""
  }
}
