import KeylessCIHalf
import KeylessHandshake
import KeylessLint
import KeylessSource
import Testing

@Suite("The match of GitLab's jobs with roles")
struct MatchTests {
  private static let main = MatchScene.sub("project_path:acme/api:ref_type:branch:ref:main")
  private static let any = MatchScene.sub("project_path:acme/api:ref_type:branch:ref:*")
  private static let tags = MatchScene.sub("project_path:acme/api:ref_type:tag:ref:v*")
  private static let onMain = "rules:\n  - if: $CI_COMMIT_BRANCH == \"main\""
  private static let onBranches = "rules:\n  - if: $CI_COMMIT_BRANCH"
  private static let onTags = "rules:\n  - if: $CI_COMMIT_TAG =~ /^v/"
  private static let onRelease = "rules:\n  - if: $CI_COMMIT_BRANCH =~ /^release-/"
  private static let onDefault = "rules:\n  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
  private static let onRequests = "rules:\n  - if: $CI_PIPELINE_SOURCE == \"merge_request_event\""
  private static let onProtected = "rules:\n  - if: $CI_COMMIT_BRANCH && $CI_COMMIT_REF_PROTECTED == \"true\""

  @Test(
    "`rules` against subjects",
    arguments: [
      (onMain, main, "opens"), (onMain, any, "opens"), (onBranches, main, "partly"), (onBranches, any, "opens"),
      (onTags, main, "refused"), (onTags, tags, "opens"), (onMain, tags, "refused"), ("", main, "partly"),
      (onRelease, MatchScene.sub("project_path:acme/api:ref_type:branch:ref:release-*"), "opens"),
      (onRelease, MatchScene.sub("project_path:acme/api:ref_type:branch:ref:release-1"), "partly"),
      (onRelease, main, "refused"),
      (onMain, MatchScene.sub("project_path:acme/web:ref_type:branch:ref:main"), "refused"),
      (onRequests, any, "opens"), (onRequests, main, "partly"), (onRequests, tags, "refused"),
      (onDefault, any, "opens"), (onDefault, tags, "refused"),
    ]
  )
  func rules(_ lines: String, _ conditions: String, _ verdict: String) {
    let words = MatchScene.gitLab(lines, conditions: conditions).words
    #expect(words.count == 1 && words[0].hasPrefix("deploy deploy \(verdict)"), "\(words)")
    if verdict == "opens" { #expect(words == ["deploy deploy opens"]) }
  }

  @Test("a default branch that nobody names leaves the answer open, and one that is named decides it")
  func defaultBranch() {
    var scene = MatchScene.gitLab(Self.onDefault, conditions: Self.main)
    #expect(scene.words == ["deploy deploy unknown unknown"])
    #expect(scene.rows[0].contains("--default-branch"))
    scene.defaultBranch = "main"
    #expect(scene.words == ["deploy deploy opens"])
    scene.defaultBranch = "trunk"
    #expect(scene.words == ["deploy deploy refused condition"])
  }

  @Test("a protected ref is asked of the job, and of nobody else")
  func protected() {
    let conditions =
      Self.any + ", \"Bool\": {\"gitlab.com:ref_protected\": \"true\"}"
    #expect(MatchScene.gitLab(Self.onProtected, conditions: conditions).words == ["deploy deploy opens"])
    let open = MatchScene.gitLab(Self.onBranches, conditions: conditions)
    #expect(open.words == ["deploy deploy partly condition"])
    // Each run is named once, with what stops the others.
    let why = "(the trust policy wants gitlab.com:ref_protected to be `true` (Bool), and the token has `false`)"
    #expect(open.rows[0].hasPrefix("some: on some runs of push") && open.rows[0].contains(why), "\(open.rows)")
    #expect(!open.rows[0].contains("not on"), "\(open.rows)")
  }

  @Test("a refused subject names the project where it is known, and nobody's where it is not")
  func nobodysProject() {
    var scene = MatchScene.gitLab(Self.onMain, conditions: Self.tags)
    #expect(scene.rows[0].contains("the token has `project_path:acme/api:ref_type:branch:ref:main`"), "\(scene.rows)")
    scene.project = CIProject()
    #expect(scene.rows[0].contains("the token has `project_path:…:ref_type:branch:ref:main`"), "\(scene.rows)")
    var hub = MatchScene.gitHub(conditions: MatchScene.hubSub("repo:acme/api:ref:refs/tags/*"))
    #expect(hub.rows[0].contains("the token has `repo:acme/api:ref:refs/heads/main`"), "\(hub.rows)")
    hub.project = CIProject()
    #expect(hub.rows[0].contains("the token has `repo:…:ref:refs/heads/main`"), "\(hub.rows)")
  }

  @Test("a claim that the project decides is to blame only where somebody names the project")
  func nobodysClaim() {
    let issuer = "token.actions.githubusercontent.com"
    let conditions =
      "\"StringLike\": {\"\(issuer):sub\": \"repo:*\", \"\(issuer):repository\": \"other/*\"}, "
      + "\"StringEqualsIgnoreCase\": {\"\(issuer):ref\": \"refs/heads/other\"}"
    var scene = MatchScene.gitHub(conditions: conditions)
    #expect(scene.rows[0].contains("and the token has `acme/api`"), "\(scene.rows)")
    scene.project = CIProject()
    #expect(
      scene.rows[0].hasSuffix(
        ":ref to be `refs/heads/other` (StringEqualsIgnoreCase), and the token has `refs/heads/main`"
      ),
      "\(scene.rows)"
    )
  }

  @Test("what stops one run is not said of another")
  func obstacles() {
    let push = "rules:\n  - if: $CI_PIPELINE_SOURCE == \"push\" && $CI_COMMIT_BRANCH"
    let schedule = "\n  - if: $CI_PIPELINE_SOURCE == \"schedule\" && $CI_COMMIT_BRANCH == \"main\""
    let isPush = ", \"StringEqualsIgnoreCase\": {\"gitlab.com:pipeline_source\": \"push\"}"
    let row = MatchScene.gitLab(push + schedule, conditions: Self.main + isPush).rows[0]
    #expect(row.hasPrefix("some: on some runs of push") && row.contains("not on schedule"), "\(row)")
    #expect(!row.contains("pipeline_source"), "\(row)")
    let any = "rules:\n  - if: $CI_COMMIT_BRANCH == \"main\" && $CI_COMMIT_REF_PROTECTED != \"x\""
    let isProtected = ", \"Bool\": {\"gitlab.com:ref_protected\": \"true\"}"
    let own = MatchScene.gitLab(any + schedule, conditions: Self.main + isProtected).rows[0]
    #expect(own.contains("ref_protected"), "\(own)")
  }

  @Test("a job that opens for branches and not for tags is told by its runs")
  func runs() {
    let row = MatchScene.gitLab("", conditions: Self.tags).rows[0]
    #expect(row.hasPrefix("some: on some runs of ") && row.contains(", not on "), "\(row)")
  }

  @Test("merge requests are told by the source of the pipeline")
  func mergeRequests() {
    let conditions =
      Self.any + ", \"StringNotEquals\": {\"gitlab.com:pipeline_source\": \"merge_request_event\"}"
    #expect(MatchScene.gitLab(Self.onRequests, conditions: conditions).words == ["deploy deploy refused condition"])
    #expect(MatchScene.gitLab(Self.onMain, conditions: conditions).words == ["deploy deploy opens"])
  }

  @Test("ids that no file holds are assumed, and said; a project has one id")
  func ids() {
    let one = Self.main + ", \"ForAnyValue:StringEquals\": {\"gitlab.com:project_id\": \"2222\"}"
    let scene = MatchScene.gitLab(Self.onMain, conditions: one, terraform: Self.terraform(one))
    #expect(scene.words == ["deploy deploy opens"])
    #expect(scene.rows[0].contains("if project_id is `2222`"), "\(scene.rows)")
    // `main` for one id and `dev` for another never are the same project's.
    let two = """
      , {"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/gitlab.com"},
      "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {
      "gitlab.com:aud": "sts.amazonaws.com", "gitlab.com:project_id": "3333",
      "gitlab.com:sub": "project_path:acme/api:ref_type:branch:ref:dev"}}}
      """
    let both = "rules:\n  - if: $CI_COMMIT_BRANCH == \"main\" || $CI_COMMIT_BRANCH == \"dev\""
    let terraform = Self.terraform(one, more: two)
    #expect(MatchScene.gitLab(both, conditions: one, terraform: terraform).words[0].hasPrefix("deploy deploy partly"))
    #expect(MatchScene.gitLab(Self.onMain, conditions: one, terraform: terraform).words == ["deploy deploy opens"])
  }

  private static func terraform(_ conditions: String, more: String = "") -> String {
    MatchScene.terraform(issuer: "gitlab.com", conditions: conditions, more: more)
  }

  @Test("a project that nobody names is assumed to be the one the policy names, and said")
  func unknownProject() {
    var scene = MatchScene.gitLab(Self.onMain, conditions: Self.main)
    scene.project = CIProject()
    #expect(scene.words == ["deploy deploy opens"])
    #expect(scene.rows[0].contains("if project_path is `acme/api`"), "\(scene.rows)")
    scene.ci.text = scene.ci.text.replacing("== \"main\"", with: "== \"dev\"")
    #expect(scene.words == ["deploy deploy refused condition"])
  }

  @Test("a custom subject is a setting that is assumed and said")
  func customSubject() {
    let custom = MatchScene.sub("project_id:2222:ref_type:branch:ref:main:deployment_tier:production")
    let with = MatchScene.gitLab(Self.onMain + "\nenvironment: production", conditions: custom)
    #expect(with.words == ["deploy deploy opens"])
    #expect(with.rows[0].contains("the subject is made of `project_id`"), "\(with.rows)")
    #expect(with.findings == [])
    let without = MatchScene.gitLab(Self.onMain, conditions: custom)
    #expect(without.words == ["deploy deploy refused condition"])
    #expect(without.findings == ["KL507 medium"])
  }

  @Test(
    "the role's ARN",
    arguments: [
      ("arn:aws:iam::123456789012:role/deploy", "deploy opens"),
      ("arn:aws:iam::123456789012:role/deply", "- unknown noSuchRole"),
      ("arn:aws:iam::123456789012:role/ci/deploy", "- unknown noSuchRole"),
      ("arn:aws:iam::123456789012:user/deploy", "- refused malformedRole"),
      ("$ROLE_FROM_SETTINGS", "deploy opens unknown"), ("arn:aws:iam::$ACCOUNT:role/deploy", "deploy opens"),
      ("arn:aws:iam::123456789012:role/$NAME", "deploy opens unknown"),
      ("arn:aws:iam::123456789012:role/ci-$NAME", "- unknown unknown"),
    ]
  )
  func roleNames(_ role: String, _ words: String) {
    #expect(MatchScene.gitLab(Self.onMain, role: role, conditions: Self.main).words == ["deploy " + words])
  }

  @Test("a role whose ARN is open is never refused for sure")
  func openRole() {
    let scene = MatchScene.gitLab(Self.onTags, role: "$ROLE_FROM_SETTINGS", conditions: Self.main)
    #expect(scene.words == ["deploy deploy unknown unknown condition"])
    #expect(scene.findings == [])
    var several = MatchScene.gitLab(Self.onMain, role: "$ROLE_FROM_SETTINGS", conditions: Self.main)
    several.terraform += "\n" + MatchScene.role("plan", issuer: "gitlab.com", conditions: Self.any)
    #expect(several.words == ["deploy - unknown unknown"])
    #expect(several.rows[0].contains("`aws_iam_role.deploy`, `aws_iam_role.plan`"))
  }

  @Test("a typo in the ARN has a hint, and a role of elsewhere no finding")
  func typo() {
    let typo = MatchScene.gitLab(Self.onMain, role: "arn:aws:iam::123456789012:role/deply", conditions: Self.main)
    #expect(typo.findings == ["KL609 medium"])
    #expect(typo.outcome.handshakes[0].problems[0].help == "did you mean `deploy`?")
    let lambda = """
      resource "aws_iam_role" "lambda" {
        name = "lambda"
        assume_role_policy = jsonencode({Version = "2012-10-17", Statement = [{Effect = "Allow",
          Principal = {Service = "lambda.amazonaws.com"}, Action = "sts:AssumeRole"}]})
      }
      """
    let elsewhere = MatchScene.gitLab(Self.onMain, conditions: "", terraform: lambda)
    #expect(elsewhere.words == ["deploy - unknown unknown"])
    #expect(elsewhere.findings == [])
  }

  @Test("the audience in its three places")
  func audiences() {
    #expect(
      MatchScene.gitLab(Self.onMain, audience: "https://gitlab.com", conditions: Self.main).words
        == ["deploy deploy refused audienceOfProvider condition"]
    )
    let provider = MatchScene.terraform(issuer: "gitlab.com", clients: "https://gitlab.com", conditions: Self.main)
    let wrong = MatchScene.gitLab(Self.onMain, conditions: "", terraform: provider)
    #expect(wrong.words == ["deploy deploy refused audienceOfProvider"])
    #expect(wrong.findings == ["KL503 medium"])
    let policy = MatchScene.terraform(
      issuer: "gitlab.com",
      clients: "https://gitlab.com",
      conditions: Self.main,
      audience: "sts.amazonaws.com"
    )
    let mismatch = MatchScene.gitLab(Self.onMain, audience: "https://gitlab.com", conditions: "", terraform: policy)
    #expect(mismatch.words == ["deploy deploy refused condition"])
    #expect(mismatch.findings == ["KL503 medium"])
    let several = MatchScene.gitLab(
      Self.onMain,
      audience: "[sts.amazonaws.com, https://vault.example.com]",
      conditions: Self.main
    )
    #expect(several.findings == ["KL503 medium"])
    #expect(several.words[0].contains("extraAudience"))
  }

  @Test("of two providers of one issuer the one that takes the audience counts")
  func twoProviders() {
    let second = """

      resource "aws_iam_openid_connect_provider" "other" {
        url            = "https://gitlab.com"
        client_id_list = ["https://gitlab.com"]
      }
      """
    var scene = MatchScene.gitLab(Self.onMain, conditions: Self.main)
    scene.terraform = second + "\n" + scene.terraform
    #expect(scene.words == ["deploy deploy opens"])
  }

  @Test("a token that is not handed on, and a role without a token")
  func delivery() {
    var scene = MatchScene.gitLab(Self.onMain, conditions: Self.main)
    scene.ci.text = scene.ci.text.replacing("    - printf %s \"$AWS_TOKEN\" > /tmp/aws-token\n", with: "")
    #expect(scene.words == ["deploy deploy refused notDelivered"])
    #expect(scene.findings == ["KL402 medium"])
    scene.ci.text = scene.ci.text.replacing(
      "  id_tokens:\n    AWS_TOKEN:\n      aud: sts.amazonaws.com\n",
      with: ""
    )
    #expect(scene.words == ["deploy deploy refused noToken"])
    #expect(scene.findings == ["KL402 medium"])
  }

  @Test(
    "a token that is written to another file than the one that the SDK reads, or may be",
    arguments: [
      ("printf %s \"$AWS_TOKEN\" > /tmp/aws-token", "opens"),
      ("printf %s \"$AWS_TOKEN\" > /tmp/token", "refused notDelivered"),
      ("printf %s \"$AWS_TOKEN\" | tee /tmp/token > /dev/null", "refused notDelivered"),
      ("echo $AWS_TOKEN > /tmp/token && chmod 600 /tmp/token", "refused notDelivered"),
      ("printf %s \"$AWS_TOKEN\" > /tmp/new && mv /tmp/new /tmp/aws-token", "opens"),
      ("printf %s \"$AWS_TOKEN\" > /tmp/../tmp/aws-token", "opens"),
      ("cd /tmp && printf %s \"$AWS_TOKEN\" > aws-token", "opens"),
      ("./ci/login.sh", "unknown tokenUnknown"), ("make login", "unknown tokenUnknown"),
      ("$LOGIN", "unknown tokenUnknown"), ("sh login.sh", "unknown tokenUnknown"),
      ("sh -c true", "refused notDelivered"),
      ("bash -c \"$LOGIN\"", "unknown tokenUnknown"), ("eval \"$LOGIN\"", "unknown tokenUnknown"),
      (". ./login.sh", "unknown tokenUnknown"), ("curl -s https://x.example.com | sh", "unknown tokenUnknown"),
      ("login() { true; }; login", "refused notDelivered"), ("python3 login.py", "unknown tokenUnknown"),
      ("npm ci && apk add jq && git fetch", "refused notDelivered"), ("npm run login", "unknown tokenUnknown"),
      ("echo $AWS_TOKEN > /tmp/token; ./login.sh", "unknown tokenUnknown"),
      ("echo $AWS_TOKEN | tr -d '\\n' > /tmp/aws-token", "opens"),
      ("echo $AWS_TOKEN | cat | sed s/x/x/ | tee /tmp/aws-token | wc -c", "opens"),
      ("echo $AWS_TOKEN | tr -d '\\n' > /tmp/token", "refused notDelivered"),
      ("printenv AWS_TOKEN > /tmp/aws-token", "opens"),
      ("printenv AWS_TOKEN_2 > /tmp/aws-token", "refused notDelivered"),
      ("printenv AWS_TOKEN > /tmp/token", "refused notDelivered"), ("jq -nr env.AWS_TOKEN > /tmp/aws-token", "opens"),
      ("env | grep ^AWS_TOKEN= | cut -d= -f2- > /tmp/aws-token", "opens"), ("env | sort", "refused notDelivered"),
      ("sed s/x/x/ <<< $AWS_TOKEN > /tmp/aws-token", "opens"),
      ("sed s/x/x/ /tmp/x > /tmp/aws-token", "refused notDelivered"),
      ("echo $AWS_TOKEN > /tmp/b; cat /tmp/b > /tmp/aws-token", "opens"),
      ("echo $AWS_TOKEN > /tmp/b; base64 < /tmp/b > /tmp/aws-token", "opens"),
      ("echo $AWS_TOKEN > /tmp/b; cat /tmp/b", "refused notDelivered"),
      ("echo $AWS_TOKEN > /tmp/b; cat /tmp/c > /tmp/aws-token", "refused notDelivered"),
      ("T=$(printenv AWS_TOKEN); echo $T > /tmp/aws-token", "unknown tokenUnknown"),
      ("T=$(printenv CI_JOB_ID); echo $T > /tmp/aws-token", "refused notDelivered"),
      ("printf -v T %s $AWS_TOKEN; echo $T > /tmp/aws-token", "unknown tokenUnknown"),
      ("exec 3> /tmp/aws-token; echo $AWS_TOKEN >&3", "unknown tokenUnknown"), ("exec true", "refused notDelivered"),
      ("find . -exec ./login {} +", "unknown tokenUnknown"), ("find . -name x", "refused notDelivered"),
      ("sed -i s/TOKEN/$AWS_TOKEN/ /tmp/aws-token", "opens"), ("sed -i s/a/b/ /tmp/aws-token", "refused notDelivered"),
      ("install -m 600 /dev/stdin /tmp/aws-token <<< $AWS_TOKEN", "opens"),
      ("install -m 600 /dev/null /tmp/aws-token", "refused notDelivered"),
      ("echo $AWS_TOKEN > /tmp/token; vault login /tmp/token", "opens"),
    ]
  )
  func astray(_ command: String, _ verdict: String) {
    var scene = MatchScene.gitLab(Self.onMain, conditions: Self.main)
    scene.ci.text = scene.ci.text.replacing("printf %s \"$AWS_TOKEN\" > /tmp/aws-token", with: command)
    #expect(scene.words == ["deploy deploy \(verdict)"])
    #expect(scene.findings == (verdict == "refused notDelivered" ? ["KL402 medium"] : []))
  }

  @Test(
    "a command from which the role is taken asks for none",
    arguments: [
      ("aws s3 ls", "deploy opens"), ("env -u OTHER aws s3 ls", "deploy opens"),
      ("env -u AWS_ROLE_ARN aws s3 ls", "- unknown unknown"), ("env -i aws s3 ls", "- unknown unknown"),
    ]
  )
  func taken(_ command: String, _ words: String) {
    var scene = MatchScene.gitLab(Self.onMain, conditions: Self.main)
    scene.ci.text = scene.ci.text.replacing("- aws s3 ls", with: "- \(command)")
    #expect(scene.words == ["deploy \(words)"])
  }

  @Test("tokens for somebody else are nobody's business here, and the right one of several is taken")
  func otherTokens() {
    var scene = MatchScene.gitLab(Self.onMain, conditions: Self.main)
    scene.ci.text = scene.ci.text.replacing(
      "    AWS_TOKEN:\n",
      with: "    VAULT_TOKEN:\n      aud: https://vault.example.com\n    AWS_TOKEN:\n"
    ).replacing("    - aws s3 ls", with: "    - vault login token=$VAULT_TOKEN\n    - aws s3 ls")
    #expect(scene.words == ["deploy deploy opens"])
    scene.ci.text = """
      sign:
        id_tokens: {SIGSTORE_ID_TOKEN: {aud: sigstore}}
        script: [cosign sign image]
      """
    #expect(scene.words == [])
    scene.ci.text = "idle:\n  id_tokens: {AWS_TOKEN: {aud: sts.amazonaws.com}}\n  script: [ls]"
    #expect(scene.words == ["idle - unknown notDelivered"])
    #expect(scene.findings == ["KL402 medium"])
    // Whatever it does with the token.
    scene.ci.text = scene.ci.text.replacing("[ls]", with: "[make]")
    #expect(scene.words == ["idle - unknown unknown"])
    #expect(scene.findings == [])
  }

  @Test(
    "session names against what STS takes",
    arguments: [
      ("gitlab-$CI_JOB_ID", onBranches, "opens"), ("$CI_COMMIT_REF_NAME", onMain, "opens"),
      ("x-$CI_COMMIT_REF_NAME", onBranches, "partly sessionName"), ("x-$CI_COMMIT_REF_SLUG", onBranches, "opens"),
      ("x/$CI_JOB_ID", onMain, "refused sessionName"), ("$CI_PROJECT_PATH", onMain, "refused sessionName"),
      ("a b", onMain, "refused sessionName"),
    ]
  )
  func sessionNames(_ session: String, _ lines: String, _ words: String) {
    let scene = MatchScene.gitLab(lines, session: session, conditions: Self.any)
    #expect(scene.words == ["deploy deploy " + words])
    #expect(scene.findings == (words.hasSuffix("sessionName") ? ["KL403 medium"] : []))
  }

  @Test(
    "a trust policy that asks for the session name",
    arguments: [
      ("gitlab-2222-$CI_JOB_ID", "opens"), ("$CI_JOB_ID", "refused condition"), ("$FROM_SETTINGS", "unknown unknown"),
      ("gitlab-2222-$CI_COMMIT_SHORT_SHA", "opens"), ("gitlab-3333-$CI_JOB_ID", "refused condition"),
    ]
  )
  func sessionConditions(_ session: String, _ words: String) {
    let conditions = Self.main.dropLast() + ", \"sts:RoleSessionName\": \"gitlab-2222-*\"}"
    let scene = MatchScene.gitLab(Self.onMain, session: session, conditions: String(conditions))
    #expect(scene.words == ["deploy deploy " + words])
  }

  @Test("a private instance has its own issuer, and is not the public one")
  func privateHost() {
    let own = MatchScene.sub("project_path:acme/api:ref_type:branch:ref:main", "gitlab.example.com")
    let terraform = MatchScene.terraform(issuer: "gitlab.example.com", conditions: own)
    var scene = MatchScene.gitLab(Self.onMain, conditions: "", terraform: terraform)
    scene.project = CIProject(path: "acme/api", host: "gitlab.example.com")
    #expect(scene.words == ["deploy deploy opens"])
    scene.project = CIProject(path: "acme/api", host: "gitlab.com")
    #expect(scene.words == ["deploy deploy refused issuer"])
    #expect(scene.findings == ["KL401 medium"])
  }

  @Test("a policy whose subjects are not known answers nothing that depends on them")
  func unknownPolicy() {
    let head = "variable \"subject\" {}\n"
    var scene = MatchScene.gitLab(Self.onMain, conditions: MatchScene.sub("${var.subject}"))
    scene.terraform = head + scene.terraform
    #expect(scene.words == ["deploy deploy unknown unknown"])
    // Of another project whatever the variable says.
    scene.terraform = scene.terraform.replacing("${var.subject}", with: "project_path:acme/web:${var.subject}")
    #expect(scene.words[0].hasPrefix("deploy deploy refused") || scene.words == ["deploy deploy unknown unknown"])
  }

  @Test("what both bounds of a policy say is so, and what only one says is open")
  func bounds() {
    let head = "variable \"more\" {}\n"
    let list =
      "\"StringLike\": {\"gitlab.com:sub\": [\"project_path:acme/api:ref_type:branch:ref:main\", \"${var.more}\"]}"
    var scene = MatchScene.gitLab(Self.onMain, conditions: list)
    scene.terraform = head + scene.terraform
    #expect(scene.words == ["deploy deploy opens"])
    scene.ci.text = MatchScene.gitLab(Self.onTags, conditions: list).ci.text
    #expect(scene.words == ["deploy deploy unknown unknown"])
  }

  @Test("a child pipeline's jobs are pipelines of their parent's making")
  func child() {
    let child = MatchScene.gitLab("", conditions: Self.main)
    let conditions = Self.any + ", \"ForAnyValue:StringEquals\": {\"gitlab.com:pipeline_source\": \"push\"}"
    for (conditions, verdict) in [
      (Self.any, "opens"), (Self.main, "opens"), (Self.tags, "refused"), (conditions, "refused"),
    ] {
      var scene = MatchScene.gitLab(Self.onMain, conditions: conditions)
      scene.others = ["child.yml": child.ci.text]
      scene.ci.text = """
        start:
          rules:
            - if: $CI_COMMIT_BRANCH == "main" && $CI_PIPELINE_SOURCE == "push"
          trigger:
            include: child.yml
        """
      #expect(scene.words.count == 1 && scene.words[0].contains("deploy deploy \(verdict)"), "\(scene.words)")
    }
  }

  @Test("a `Deny` refuses what an `Allow` lets in")
  func deny() {
    let deny = """
      , {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {"StringLike": {"gitlab.com:sub": "*:ref:main"}}}
      """
    let terraform = MatchScene.terraform(issuer: "gitlab.com", conditions: Self.any, more: deny)
    #expect(
      MatchScene.gitLab(Self.onMain, conditions: "", terraform: terraform).words == ["deploy deploy refused condition"]
    )
    #expect(MatchScene.gitLab(Self.onRelease, conditions: "", terraform: terraform).words == ["deploy deploy opens"])
  }

  @Test("a policy that opens for nobody is its own rule's finding alone, and the job's where no rule tells")
  func dead() {
    let scene = MatchScene.gitLab(Self.onMain, conditions: MatchScene.sub("project_path:acme/api:ref:refs/heads/main"))
    #expect(scene.words == ["deploy deploy refused condition"])
    #expect(scene.dead == ["KL128"])
    let silent = MatchScene.gitLab(Self.onMain, conditions: "\"StringLike\": {\"gitlab.com:sub\": []}")
    #expect(silent.words == ["deploy deploy refused condition"])
    #expect(silent.dead == ["KL401"])
  }

  @Test("everybody's principal lets the job in, and another issuer's does not")
  func everybody() {
    let terraform = MatchScene.terraform(issuer: "gitlab.com", conditions: Self.main)
      .replacing("{\"Federated\": \"arn:aws:iam::123456789012:oidc-provider/gitlab.com\"}", with: "\"*\"")
    #expect(MatchScene.gitLab(Self.onMain, conditions: "", terraform: terraform).words == ["deploy deploy opens"])
    let other = MatchScene.terraform(
      issuer: "token.actions.githubusercontent.com",
      conditions: MatchScene.hubSub("repo:acme/api:*")
    )
    #expect(MatchScene.gitLab(Self.onMain, conditions: "", terraform: other).words == ["deploy deploy refused issuer"])
  }

  @Test("two requests of one job are two handshakes, and each job of a matrix has its own")
  func several() {
    var scene = MatchScene.gitLab(Self.onMain, role: "arn:aws:iam::123456789012:role/$NAME", conditions: Self.main)
    scene.ci.text += "\n  parallel:\n    matrix:\n      - NAME: [deploy, plan]\n"
    scene.terraform += "\n" + MatchScene.role("plan", issuer: "gitlab.com", conditions: Self.tags)
    #expect(
      scene.words == ["deploy: [deploy] deploy opens", "deploy: [plan] plan refused condition"]
    )
    var two = MatchScene.gitLab(Self.onMain, conditions: Self.main)
    two.terraform += "\n" + MatchScene.role("plan", issuer: "gitlab.com", conditions: Self.tags)
    two.ci.text = two.ci.text.replacing(
      "    - aws s3 ls",
      with: "    - aws s3 ls\n    - export AWS_ROLE_ARN=arn:aws:iam::123456789012:role/plan\n    - aws s3 ls"
    )
    #expect(two.words == ["deploy deploy opens", "deploy plan refused condition"])
  }

  @Test("a job that never runs is refused without a word about the policy")
  func never() {
    let scene = MatchScene.gitLab("rules:\n  - when: never", conditions: Self.main)
    #expect(scene.words == ["deploy deploy refused neverRuns"])
    #expect(scene.findings == [])
  }

  @Test("an environment that the default subject does not hold is no finding")
  func environment() {
    let scene = MatchScene.gitLab(Self.onMain + "\nenvironment: production", conditions: Self.main)
    #expect(scene.words == ["deploy deploy opens"])
    #expect(!scene.findings.contains("KL507 medium"))
  }
}
