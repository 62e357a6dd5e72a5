import KeylessCIHalf
import KeylessSource
import Testing

@Suite("What is said of a refused job")
struct RefusalTests {
  private static let hub = "token.actions.githubusercontent.com"
  private static let immutable = "repo:acme@1234567/api@7654321:"
  private static let workflow = "acme/api/.github/workflows/deploy.yml@refs/heads/main"

  /// A member for an operator that the audience does not use.
  private static func claim(_ name: String, _ value: String, _ issuer: String = hub) -> String {
    ", \"StringEqualsIgnoreCase\": {\"\(issuer):\(name)\": \"\(value)\"}"
  }

  @Test(
    "the condition that fails whatever the repository's ids are is named, and not the one that they may meet",
    arguments: [
      ("ref:refs/heads/main", "job_workflow_ref", workflow.replacing("deploy", with: "other"), "job_workflow_ref"),
      ("ref:refs/heads/main", "ref", "refs/heads/dev", "ref"),
      ("ref:refs/heads/main", "repository", "acme/other", "repository"),
      // Both fail, and the subject is looked at first.
      ("ref:refs/heads/dev", "ref", "refs/heads/dev", "sub"),
      ("ref:refs/heads/dev", "job_workflow_ref", workflow, "sub"),
    ]
  )
  func surest(_ context: String, _ claim: String, _ value: String, _ blamed: String) {
    let conditions = MatchScene.hubSub(Self.immutable + context) + Self.claim(claim, value)
    let row = MatchScene.gitHub(conditions: conditions).rows[0]
    #expect(row.hasPrefix("refused: the trust policy wants \(Self.hub):\(blamed) to be"), "\(row)")
  }

  @Test("where all of it fits, it opens, if the ids are these")
  func fits() {
    let conditions =
      MatchScene.hubSub(Self.immutable + "ref:refs/heads/main") + Self.claim("job_workflow_ref", Self.workflow)
    let row = MatchScene.gitHub(conditions: conditions).rows[0]
    #expect(row.hasPrefix("opens: ") && row.contains("if repository_id is `7654321`"), "\(row)")
  }

  @Test("GitLab's ids are as little to blame")
  func gitLab() {
    let main = MatchScene.sub("project_path:acme/api:*")
    let onMain = "rules:\n  - if: $CI_COMMIT_BRANCH == \"main\" && $CI_PIPELINE_SOURCE == \"web\""
    func row(_ source: String) -> String {
      let conditions =
        main + ", \"StringEqualsIgnoreCase\": {\"gitlab.com:project_id\": \"2222\", "
        + "\"gitlab.com:pipeline_source\": \"\(source)\"}"
      return MatchScene.gitLab(onMain, conditions: conditions).rows[0]
    }
    #expect(row("schedule").contains("wants gitlab.com:pipeline_source to be `schedule`"), "\(row("schedule"))")
    #expect(row("schedule").hasSuffix("and the token has `web`"), "\(row("schedule"))")
    #expect(row("web").hasPrefix("opens: if project_id is `2222`"), "\(row("web"))")
  }

  @Test(
    "an id that nobody told stands in no subject",
    arguments: [
      ("pull_request", "acme/api", "`repo:acme@…/api@…:pull_request`"),
      ("{push: {branches: [main]}}", "acme/api", "`repo:acme@…/api@…:ref:refs/heads/main`"),
      ("{push: {branches: [main]}}", nil, "`repo:…:ref:refs/heads/main`"),
    ] as [(String, String?, String)]
  )
  func ids(_ on: String, _ project: String?, _ shown: String) {
    var scene = MatchScene.gitHub(on: on, conditions: MatchScene.hubSub(Self.immutable + "ref:refs/heads/dev"))
    scene.project = CIProject(path: project)
    #expect(scene.rows[0].hasPrefix("refused: ") && scene.rows[0].hasSuffix("the token has \(shown)"), "\(scene.rows)")
  }

  @Test(
    "the file of a job is named with its branch, and its repository only where it is known",
    arguments: [
      ("acme/api", "acme/api/.github/workflows/deploy.yml@refs/heads/main"),
      (nil, "…/.github/workflows/deploy.yml@refs/heads/main"),
    ] as [(String?, String)]
  )
  func file(_ project: String?, _ shown: String) {
    let asked = "octo/x/.github/workflows/y.yml@refs/heads/z"
    var claim = MatchScene.gitHub(
      on: "push",
      conditions: MatchScene.hubSub("repo:*") + Self.claim("job_workflow_ref", asked)
    )
    claim.project = CIProject(path: project)
    #expect(claim.rows[0].hasSuffix("and the token has `\(shown)`"), "\(claim.rows)")
    for name in ["job_workflow_ref", "workflow_ref"] {
      var subject = MatchScene.gitHub(conditions: MatchScene.hubSub("repo:*:\(name):\(asked)"))
      subject.project = CIProject(path: project)
      #expect(!subject.rows[0].contains("refs/heads/refs") && subject.rows[0].hasPrefix("refused: "), "\(subject.rows)")
      subject.terraform = subject.terraform.replacing(asked, with: "*/.github/workflows/deploy.yml@refs/heads/main")
      #expect(subject.rows[0].hasPrefix("opens: "), "\(subject.rows)")
    }
  }

  @Test("a `Deny` of other ids is not what refuses, and one of the job's own branch is")
  func deny() {
    func row(_ condition: String) -> String {
      let provider = "arn:aws:iam::123456789012:oidc-provider/\(Self.hub)"
      let deny = """
        , {"Effect": "Deny", "Principal": {"Federated": "\(provider)"}, "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {\(condition)}}
        """
      let conditions = MatchScene.hubSub("repo:acme/api:ref:refs/heads/dev")
      let terraform = MatchScene.terraform(issuer: Self.hub, conditions: conditions, more: deny)
      return MatchScene.gitHub(conditions: "", terraform: terraform).rows[0]
    }
    let others = row("\"StringNotEquals\": {\"\(Self.hub):repository_id\": \"7654321\"}")
    #expect(others.hasPrefix("refused: the trust policy wants \(Self.hub):sub to be"), "\(others)")
    let own = row("\"StringEquals\": {\"\(Self.hub):ref\": \"refs/heads/main\"}")
    #expect(own == "refused: a `Deny` of the trust policy refuses it")
  }

  @Test("a list without values is said to be one, and a value that is not known is no `*`")
  func values() {
    let empty = MatchScene.gitHub(conditions: "\"StringLike\": {\"\(Self.hub):sub\": []}").rows[0]
    #expect(empty.contains("to be no value at all (StringLike), and the token has `repo:acme@…/api@…:"), "\(empty)")
    let asked = ", \"ForAnyValue:StringEquals\": {\"\(Self.hub):environment\": \"${var.x}\"}"
    var open = MatchScene.gitHub(conditions: MatchScene.hubSub("repo:*") + asked)
    open.terraform += "\nvariable \"x\" {}\n"
    #expect(open.rows[0].hasPrefix("refused: ") && !open.rows[0].contains("`*`"), "\(open.rows)")
    #expect(open.rows[0].contains(":environment to be what these files do not say ("), "\(open.rows)")
    let written = MatchScene.gitHub(
      conditions: "\"StringLike\": {\"\(Self.hub):sub\": \"repo:*\", \"\(Self.hub):environment\": \"*\"}"
    )
    #expect(written.rows[0].contains(":environment to be `*` (StringLike)"), "\(written.rows)")
  }
}
