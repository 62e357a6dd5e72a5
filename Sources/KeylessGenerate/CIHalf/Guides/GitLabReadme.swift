import KeylessIntent
import KeylessSource

/// The component project's `README.md`.
struct GitLabReadme {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String {
    #"""
    # AWS from GitLab without a stored key

    Made by `keyless component` from `keyless.yaml`, the same file that the AWS half is made from: the audience
    (\#(RoleTable.code(facts.audience))) and the region (`\#(facts.region)`) below are the ones that half expects.

    \#(RoleTable(facts).text)

    To any other pipeline AWS refuses these roles, whatever it includes.

    ## Publish it once

    Put these files into a project of their own, for instance `\#(group)/aws`, and release it: push a tag like `1.0.0`. A
    protected tag keeps what was read from being replaced.

    ## A job of your own

    ```yaml
    include:
      - component: $CI_SERVER_FQDN/\#(group)/aws/aws-credentials@1.0.0\#(credentialsInputs)

    deploy:
      extends: .aws-credentials
      script:
        - aws sts get-caller-identity
    ```

    The job finds `AWS_ROLE_ARN`, `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_SESSION_NAME`, `AWS_REGION` and
    `AWS_DEFAULT_REGION`; every AWS SDK, OpenTofu and Terraform take them without being told.

    - A job that has a `before_script` or an `after_script` takes the component's in. An `after_script` is a new shell:

      ```yaml
      deploy:
        extends: .aws-credentials
        before_script:
          - !reference [.aws-credentials, before_script]
          - echo "my own preparation"
        after_script:
          - !reference [.aws-credentials, before_script]
          - aws s3 cp report.html s3://example-reports/
          - !reference [.aws-credentials, after_script]
      ```
    - A job needs a POSIX shell with the usual small programs (`mktemp`, `tr`), which every image but an empty one has.
    - Two roles in one pipeline: include the component twice, each time with another `name`; the job extends that name.
    - A job with `id_tokens` of its own adds to the component's; one with a `default: id_tokens` keeps the component's only.
    - Without components: `include/aws-credentials.gitlab-ci.yml` is the same job with variables instead of inputs. Another
      audience is set there by repeating `id_tokens: {KEYLESS_ID_TOKEN: {aud: …}}` in the job.

    | input | variable in the include | default |
    |---|---|---|
    | `role_arn` | `KEYLESS_ROLE_ARN` | \#(facts.credentials.map { RoleTable.cell(facts.arn($0)) } ?? "none, must be given") |
    | `region` | `KEYLESS_REGION` | `\#(facts.region)` |
    | `audience` | | \#(RoleTable.cell(facts.audience)) |
    | `token_variable` | `KEYLESS_TOKEN_VARIABLE` | `KEYLESS_ID_TOKEN` |
    | `session_prefix` | `KEYLESS_SESSION_PREFIX` | `gitlab` |
    | `name` | | `aws-credentials` |

    ## How long it lasts

    GitLab makes the token when a runner takes the job, and no job can ask for another. The token lasts as long as the
    job's timeout, so an SDK can renew its credentials until then; the job's log says the exact time.

    ## What is refused, and what is removed

    - Without a token the job fails and says why.
    - `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_PROFILE` and `AWS_DEFAULT_PROFILE` are unset, and
      the log names each that was set: in one SDK or another they win over the token. A `profile` written into Terraform's
      provider block, or given as `--profile`, wins as well and cannot be seen here. Rehearse the command with
      `keyless rehearse . --pipeline NAME -- COMMAND`: it says as whom every call was made.
    - The token is written with mode 0600 into a folder outside the work tree. It is in no trace (`CI_DEBUG_TRACE`) that
      this script writes, and `after_script` removes the folder.

    ## Plan and apply

    ```yaml
    include:
      - component: $CI_SERVER_FQDN/\#(group)/aws/tofu@1.0.0
        inputs:
          image: registry.example.com/tofu:1   # with tofu or terraform and a shell; it runs with your roles, so pin it
    \#(tofuRoles)
    ```

    `tofu-plan` runs in merge requests and on the default branch, `tofu-apply` by hand on the default branch, with exactly
    the plan that `tofu-plan` of the same pipeline made for the same commit. The plan's role must open for both: a merge
    request counts as a run of its source branch. It need not write, not even a lock (`plan_args` is `-lock=false`), because
    a plan that the state has left behind is refused.

    - More arguments go through `init_args` and `plan_args`, like `init_args: -backend-config=prod.hcl`.
    - Two stacks: include the component twice, each with another `root_dir`, `prefix` and `plan_job` (`PREFIX-plan`).
    - Add to the jobs under their names: `tofu-apply: {environment: production}`.
    - `access: developer` keeps plans from everybody but the project's developers (GitLab 16.11 or newer).
    - `plan_source: ref` applies the plan of the last passed pipeline on `plan_ref`, if that was for the same commit: a tag's
      pipeline can apply what the branch's planned. **Whoever can run a pipeline on that ref decides what is applied.** Let it
      be a protected branch, never a merge request. On GitLab Free a job token may not fetch artifacts; name a variable with
      a project access token in `plan_token_variable` there. A pipeline that waits for a manual job has not passed; that is
      what `apply_optional` is for.

    """#
  }

  /// Where a component project would naturally live.
  private var group: String {
    if let owner = facts.intent.owner { return owner.value }
    let project = facts.intent.roles.lazy.flatMap(\.admits).compactMap { $0.project?.value }.first { !$0.hasWildcard }
    return project?.text.split(separator: "/").first.map(String.init) ?? "GROUP"
  }

  private var credentialsInputs: String {
    guard facts.credentials == nil else { return "" }
    let role = facts.intent.roles.first.map { YAMLText.quoted(facts.arn($0)) } ?? "ROLE"
    return "\n    inputs:\n      role_arn: \(role)   # one of the table above"
  }

  private var tofuRoles: String {
    [("plan_role_arn", facts.plan), ("apply_role_arn", facts.apply)]
      .map { name, role in
        role.map { "      # \(name) is \(facts.arn($0)) unless given" }
          ?? "      \(name): ROLE   # one of the table above"
      }
      .joined(separator: "\n")
  }
}
