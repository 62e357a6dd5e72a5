import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessLint
import KeylessReach
import KeylessSource
import KeylessTerraform

/// A small repository: one pipeline and a role, and what the check says of the two.
struct MatchScene {
  var ci: (path: String, text: String)
  /// Further files, by path.
  var others: [String: String] = [:]
  var terraform: String
  var project = CIProject(path: "acme/api")
  var defaultBranch: String?
  /// The account of every role, where a live account or a state tells it.
  var account: AccountID?

  /// A GitLab job that does everything right, with room for other lines.
  static func gitLab(
    _ lines: String = "",
    role: String = "arn:aws:iam::123456789012:role/deploy",
    session: String = "gitlab-$CI_JOB_ID",
    audience: String = "sts.amazonaws.com",
    conditions: String,
    terraform: String? = nil
  ) -> MatchScene {
    let text = """
      deploy:
        id_tokens:
          AWS_TOKEN:
            aud: \(audience)
        variables:
          AWS_ROLE_ARN: \(role)
          AWS_ROLE_SESSION_NAME: \(session)
          AWS_WEB_IDENTITY_TOKEN_FILE: /tmp/aws-token
        script:
          - printf %s "$AWS_TOKEN" > /tmp/aws-token
          - aws s3 ls
      \(lines.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n"))
      """
    return MatchScene(
      ci: (".gitlab-ci.yml", text),
      terraform: terraform ?? self.terraform(issuer: "gitlab.com", conditions: conditions)
    )
  }

  static func gitHub(
    on: String = "{push: {branches: [main]}}",
    _ lines: String = "",
    role: String = "arn:aws:iam::123456789012:role/deploy",
    with: String = "",
    permissions: String = "{id-token: write, contents: read}",
    conditions: String,
    terraform: String? = nil
  ) -> MatchScene {
    let text = """
      on: \(on)
      jobs:
        deploy:
          runs-on: ubuntu-latest
          permissions: \(permissions)
      \(lines.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n"))
          steps:
            - uses: aws-actions/configure-aws-credentials@0123456789abcdef0123456789abcdef01234567
              with:
                aws-region: eu-west-1
                role-to-assume: \(role)
                \(with)
            - run: aws s3 ls
      """
    return MatchScene(
      ci: (".github/workflows/deploy.yml", text),
      terraform: terraform ?? self.terraform(issuer: "token.actions.githubusercontent.com", conditions: conditions)
    )
  }

  /// The provider and the role `deploy`; `conditions` are members of `Condition` behind the audience's.
  static func terraform(
    issuer: String,
    clients: String = "sts.amazonaws.com",
    account: String = "123456789012",
    conditions: String,
    audience: String = "sts.amazonaws.com",
    more: String = ""
  ) -> String {
    """
    resource "aws_iam_openid_connect_provider" "ci" {
      url            = "https://\(issuer)"
      client_id_list = ["\(clients)"]
    }

    \(role("deploy", issuer: issuer, account: account, conditions: conditions, audience: audience, more: more))
    """
  }

  static func role(
    _ name: String,
    issuer: String,
    account: String = "123456789012",
    conditions: String,
    audience: String = "sts.amazonaws.com",
    attributes: String = "",
    more: String = ""
  ) -> String {
    """
    resource "aws_iam_role" "\(name)" {
      name = "\(name)"
      \(attributes)
      assume_role_policy = <<EOF
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
      "Principal": {"Federated": "arn:aws:iam::\(account):oidc-provider/\(issuer)"},
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {"StringEquals": {"\(issuer):aud": "\(audience)"}, \(conditions)}}\(more)]}
    EOF
    }
    """
  }

  static func sub(_ value: String, _ issuer: String = "gitlab.com") -> String {
    "\"StringLike\": {\"\(issuer):sub\": \"\(value)\"}"
  }

  static func hubSub(_ value: String) -> String { sub(value, "token.actions.githubusercontent.com") }

  /// Only what the match says, without the rules.
  private var handshakes: [Handshake] {
    let half = CIHalves(tree, project: project).half
    var issuers = KnownIssuers()
    issuers.add(half)
    var aws = TerraformHalf.read(TerraformProject(tree: tree))
    if let account { for index in aws.roles.indices { aws.roles[index].account = account } }
    return Matcher(aws: aws, ci: half, issuers: issuers, defaultBranch: defaultBranch).all()
  }

  private var tree: SourceTree {
    var tree = SourceTree()
    tree[ci.path] = [UInt8](ci.text.utf8)
    for (path, text) in others { tree[path] = [UInt8](text.utf8) }
    tree["main.tf"] = [UInt8](terraform.utf8)
    return tree
  }

  var outcome: CheckOutcome { check(Rule.all.filter { Self.own.contains($0.description.number) }) }

  private func check(_ rules: [Rule]) -> CheckOutcome {
    var input = CheckInput(tree: tree)
    input.project = project
    input.defaultBranch = defaultBranch
    return Check(input, rules: rules).outcome()
  }

  /// Each handshake in a few words: `deploy deploy opens`, with the kinds of its problems behind.
  var words: [String] {
    handshakes.map { handshake in
      let name = handshake.role?.name?.value ?? "-"
      let kinds = handshake.problems.map { "\($0.kind)".split(separator: "(").first.map(String.init) ?? "" }
      return ([handshake.job.name.value, name, "\(handshake.verdict)"] + kinds).joined(separator: " ")
    }
  }

  var rows: [String] { handshakes.map { "\($0.row.verdict): \($0.row.why)" } }

  /// The numbers of the findings of the rules about the match, with severity.
  var findings: [String] {
    FindingSet(outcome.findings).findings.map { "\($0.finding.rule.number) \($0.finding.severity)" }
  }

  /// The numbers of all rules that say of the trust policy or of the job that it is dead.
  var dead: [String] {
    FindingSet(check(Rule.all).findings).findings.map(\.finding).filter { $0.effect == .dead && $0.severity >= .medium }
      .map(\.rule.number)
  }

  private static let own = ["KL401", "KL402", "KL403", "KL503", "KL507", "KL605", "KL606", "KL609"]
}
