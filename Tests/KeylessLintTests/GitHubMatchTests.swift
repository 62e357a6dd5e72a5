import KeylessAWSHalf
import KeylessCIHalf
import KeylessHandshake
import KeylessLint
import KeylessSource
import Testing

@Suite("The match of GitHub's jobs with roles")
struct GitHubMatchTests {
  private static let main = MatchScene.hubSub("repo:acme/api:ref:refs/heads/main")
  private static let branches = MatchScene.hubSub("repo:acme/api:ref:refs/heads/*")
  private static let tags = MatchScene.hubSub("repo:acme/api:ref:refs/tags/v*")
  private static let requests = MatchScene.hubSub("repo:acme/api:pull_request")
  private static let production = MatchScene.hubSub("repo:acme/api:environment:production")
  private static let onMain = "{push: {branches: [main]}}"
  private static let onBranches = "{push: {branches: ['**']}}"
  private static let onTags = "{push: {tags: ['v*']}}"
  private static let inProduction = "environment: production"

  @Test(
    "triggers and environments against subjects",
    arguments: [
      (onMain, "", main, "opens"), (onMain, "", branches, "opens"), (onBranches, "", main, "partly"),
      (onBranches, "", branches, "opens"), (onTags, "", tags, "opens"), (onTags, "", main, "refused"),
      ("push", "", branches, "partly"), ("pull_request", "", requests, "opens"), ("pull_request", "", main, "refused"),
      (onMain, inProduction, production, "opens"), (onMain, inProduction, main, "refused"),
      (onMain, "", production, "refused"), ("pull_request", inProduction, production, "opens"),
      (onMain, "environment: staging", production, "refused"),
      ("{push: {branches: ['release/**']}}", "", MatchScene.hubSub("repo:acme/api:ref:refs/heads/release/*"), "opens"),
      (onMain, "", MatchScene.hubSub("repo:acme/web:ref:refs/heads/main"), "refused"),
      (onMain, "environment: ${{ vars.ENVIRONMENT }}", production, "unknown"),
    ]
  )
  func triggers(_ on: String, _ lines: String, _ conditions: String, _ verdict: String) {
    let words = MatchScene.gitHub(on: on, lines, conditions: conditions).words
    #expect(words.count == 1 && words[0].hasPrefix("deploy deploy \(verdict)"), "\(words)")
    if verdict == "opens" { #expect(words == ["deploy deploy opens"]) }
  }

  @Test("a missing environment is its own rule's finding, both ways round, and a wrong one is a refusal")
  func environments() {
    #expect(MatchScene.gitHub(conditions: Self.production).findings == ["KL605 medium"])
    #expect(MatchScene.gitHub(Self.inProduction, conditions: Self.main).findings == ["KL605 medium"])
    #expect(MatchScene.gitHub("environment: staging", conditions: Self.production).findings == ["KL401 medium"])
    #expect(MatchScene.gitHub(Self.inProduction, conditions: Self.production).findings == [])
  }

  @Test("other claims of the token are what the workflow says")
  func claims() {
    let ref = ", \"ForAnyValue:StringEquals\": {\"token.actions.githubusercontent.com:ref\": \"refs/heads/main\"}"
    func conditions(_ more: String) -> String {
      MatchScene.hubSub("repo:acme/api:*") + more
    }
    #expect(MatchScene.gitHub(Self.inProduction, conditions: conditions(ref)).words == ["deploy deploy opens"])
    #expect(
      MatchScene.gitHub(on: Self.onTags, Self.inProduction, conditions: conditions(ref)).words
        == ["deploy deploy refused condition"]
    )
    let file = { (text: String) in
      ", \"ForAnyValue:StringEquals\": {\"token.actions.githubusercontent.com:job_workflow_ref\": \"\(text)\"}"
    }
    let own = "acme/api/.github/workflows/deploy.yml@refs/heads/main"
    #expect(MatchScene.gitHub(conditions: conditions(file(own))).words == ["deploy deploy opens"])
    #expect(
      MatchScene.gitHub(conditions: conditions(file("acme/pipelines/.github/workflows/deploy.yml@refs/heads/main")))
        .words
        == ["deploy deploy refused condition"]
    )
    let owner =
      ", \"ForAnyValue:StringEquals\": {\"token.actions.githubusercontent.com:repository_owner_id\": \"1234\"}"
    let assumed = MatchScene.gitHub(conditions: conditions(owner))
    #expect(assumed.words == ["deploy deploy opens"])
    #expect(assumed.rows[0].contains("repository_owner_id is `1234`"))
  }

  private static func workflow(_ name: String) -> String {
    MatchScene.hubSub("repo:acme/api:*")
      + ", \"ForAnyValue:StringEquals\": {\"token.actions.githubusercontent.com:workflow\": \"\(name)\"}"
  }

  @Test(
    "the workflow's name is a claim, and its file is where it has none",
    arguments: [
      ("name: deploy\n", "deploy", "opens", []), ("name: deploy\n", "release", "refused condition", ["KL401 medium"]),
      ("name: deploy\n", ".github/workflows/deploy.yml", "refused condition", ["KL401 medium"]),
      ("", ".github/workflows/deploy.yml", "opens", []), ("", "deploy", "refused condition", ["KL401 medium"]),
      ("name: '1.10'\n", "1.10", "opens", []), ("name: '1.10'\n", "1.1", "refused condition", ["KL401 medium"]),
    ]
  )
  func names(_ line: String, _ asked: String, _ words: String, _ findings: [String]) {
    var scene = MatchScene.gitHub(conditions: Self.workflow(asked))
    scene.ci.text = line + scene.ci.text
    #expect(scene.words == ["deploy deploy \(words)"])
    #expect(scene.findings == findings)
  }

  @Test(
    "of a name that is no plain text nothing is said",
    arguments: ["name: ${{ github.ref }}\n", "name: 1.10\n", "name: ''\n", "name:\n", "name: ' deploy'\n"]
  )
  func unknownNames(_ line: String) {
    for asked in ["deploy", "1.10", ".github/workflows/deploy.yml"] {
      var scene = MatchScene.gitHub(conditions: Self.workflow(asked))
      scene.ci.text = line + scene.ci.text
      #expect(scene.words == ["deploy deploy partly condition"])
    }
  }

  @Test(
    "the name of the workflow that calls counts, and not that of the called",
    arguments: [("release", "opens"), ("deploy", "refused condition")]
  )
  func callers(_ asked: String, _ words: String) {
    var scene = MatchScene.gitHub(on: "workflow_call", conditions: Self.workflow(asked))
    scene.others[".github/workflows/called.yml"] = "name: deploy\n" + scene.ci.text
    scene.ci.text = """
      name: release
      on: {push: {branches: [main]}}
      jobs:
        call:
          permissions: {id-token: write, contents: read}
          uses: ./.github/workflows/called.yml
      """
    #expect(scene.words == ["call / deploy deploy \(words)"])
  }

  @Test("a workflow that nobody calls here has the name of whoever does", arguments: ["deploy", "release"])
  func uncalled(_ asked: String) {
    var scene = MatchScene.gitHub(on: "workflow_call", conditions: Self.workflow(asked))
    scene.ci.text = "name: deploy\n" + scene.ci.text
    #expect(scene.words.count == 1 && !scene.words[0].contains("refused") && !scene.words[0].contains("opens"))
  }

  @Test("a job that may not ask for a token is refused, and another rule says it")
  func permission() {
    let scene = MatchScene.gitHub(permissions: "{contents: read}", conditions: Self.main)
    #expect(scene.words == ["deploy deploy refused noToken"])
    #expect(scene.findings == [])
  }

  @Test("a job that may ask for a token and asks for no role is not in the table")
  func idle() {
    var scene = MatchScene.gitHub(conditions: Self.main)
    scene.ci.text = """
      on: push
      jobs:
        publish:
          runs-on: ubuntu-latest
          permissions: {id-token: write}
          steps: [{run: npm publish --provenance}]
      """
    #expect(scene.words == [])
    #expect(scene.findings == [])
  }

  @Test("an audience of the action's own is compared in the other two places")
  func audience() {
    let scene = MatchScene.gitHub(with: "audience: https://github.com/acme", conditions: Self.main)
    #expect(scene.words == ["deploy deploy refused audienceOfProvider condition"])
    #expect(scene.findings == ["KL503 medium"])
  }

  @Test(
    "the account and the partition of the ARN",
    arguments: [
      ("arn:aws:iam::123456789012:role/deploy", "deploy opens"),
      ("arn:aws:iam::999999999999:role/deploy", "- unknown noSuchRole"),
      ("arn:aws-cn:iam::123456789012:role/deploy", "- unknown noSuchRole"),
      ("arn:aws:iam::${{ vars.ACCOUNT }}:role/deploy", "deploy opens"),
      ("arn:aws-cn:iam::${{ vars.ACCOUNT }}:role/deploy", "- unknown noSuchRole"),
      ("arn:aws:iam::123456789012:role/${{ vars.ROLE }}", "deploy opens unknown"),
      ("arn:aws:iam::999999999999:role/${{ vars.ROLE }}", "- unknown unknown"),
      ("arn:aws:iam::999999999999:role/terraform", "- unknown unknown"),
    ]
  )
  func accounts(_ role: String, _ words: String) {
    var scene = MatchScene.gitHub(role: role, conditions: Self.main)
    scene.account = .known(partition: "aws", id: "123456789012")
    #expect(scene.words == ["deploy " + words])
  }

  @Test("each combination of a matrix is a job of its own")
  func matrix() {
    let lines = "strategy:\n  matrix:\n    stage: [production, staging]\nenvironment: ${{ matrix.stage }}"
    let scene = MatchScene.gitHub(lines, conditions: Self.production)
    #expect(scene.words.count == 2, "\(scene.words)")
    #expect(scene.words.first?.hasSuffix("deploy opens") == true, "\(scene.words)")
    #expect(scene.words.last?.hasSuffix("deploy refused condition") == true, "\(scene.words)")
  }

  @Test("a policy for immutable subjects opens while the repository has them, and says so")
  func layouts() {
    let scene = MatchScene.gitHub(conditions: MatchScene.hubSub("repo:acme@1/api@2:ref:refs/heads/main"))
    #expect(scene.words == ["deploy deploy opens"])
    #expect(scene.rows[0].contains("immutable"), "\(scene.rows)")
    #expect(scene.rows[0].contains("repository_id is `2`"), "\(scene.rows)")
  }

  @Test("a server of one's own has an issuer below its host")
  func server() {
    let issuer = "ghes.example.com/_services/token"
    let terraform = MatchScene.terraform(
      issuer: issuer,
      conditions: MatchScene.sub("repo:acme/api:ref:refs/heads/main", issuer)
    )
    var scene = MatchScene.gitHub(conditions: "", terraform: terraform)
    scene.project = CIProject(path: "acme/api", host: "ghes.example.com")
    #expect(scene.words == ["deploy deploy opens"])
    scene.project = CIProject(path: "acme/api", host: "github.com")
    #expect(scene.words == ["deploy deploy refused issuer"])
  }

  @Test("an enterprise's issuer has its name behind the common one")
  func enterprise() {
    let issuer = "token.actions.githubusercontent.com/acme"
    let terraform = MatchScene.terraform(
      issuer: issuer,
      conditions: MatchScene.sub("repo:acme/api:ref:refs/heads/main", issuer)
    )
    var scene = MatchScene.gitHub(conditions: "", terraform: terraform)
    scene.project = CIProject(path: "acme/api", host: "github.com")
    #expect(scene.words == ["deploy deploy opens"])
  }

  @Test("a repository that nobody names is assumed, and said")
  func unknownRepository() {
    var scene = MatchScene.gitHub(conditions: Self.main)
    scene.project = CIProject()
    #expect(scene.words == ["deploy deploy opens"])
    #expect(scene.rows[0].contains("owner is `acme`") && scene.rows[0].contains("name is `api`"), "\(scene.rows)")
  }
}
