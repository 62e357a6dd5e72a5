import KeylessCIHalf
import KeylessSource
import Testing

@Suite("What STS refuses of the session that a job asks for")
struct SessionTests {
  private static let hub = "token.actions.githubusercontent.com"
  private static let main = MatchScene.hubSub("repo:acme/api:ref:refs/heads/main")
  private static let any = MatchScene.hubSub("repo:acme/api:*")

  @Test(
    "the length against the role's",
    arguments: [
      ("3600", "", "opens"), ("3601", "", "refused duration"), ("900", "", "opens"), ("899", "", "refused duration"),
      ("7200", "max_session_duration = 7200", "opens"), ("7201", "max_session_duration = 7200", "refused duration"),
      ("43200", "max_session_duration = 43200", "opens"), ("43201", "max_session_duration = 43200", "refused duration"),
      ("3601", "max_session_duration = null", "refused duration"),
      // Neither is a length that anybody knows.
      ("${{ vars.LENGTH }}", "", "opens"), ("14400", "max_session_duration = var.longest", "opens"),
      ("600", "max_session_duration = var.longest", "refused duration"),
    ]
  )
  func length(_ seconds: String, _ attributes: String, _ words: String) {
    let role = MatchScene.role("deploy", issuer: Self.hub, conditions: Self.main, attributes: attributes)
    var scene = MatchScene.gitHub(with: "role-duration-seconds: \(seconds)", conditions: Self.main)
    scene.terraform =
      "resource \"aws_iam_openid_connect_provider\" \"ci\" {\n  url = \"https://\(Self.hub)\"\n"
      + "  client_id_list = [\"sts.amazonaws.com\"]\n}\nvariable \"longest\" {}\n" + role
    #expect(scene.words == ["deploy deploy " + words], "\(scene.rows)")
    #expect(scene.findings == (words == "opens" ? [] : ["KL401 medium"]))
  }

  @Test("a session that is too long hides no condition that refuses besides")
  func both() {
    let scene = MatchScene.gitHub(
      with: "role-duration-seconds: 14400",
      conditions: MatchScene.hubSub("repo:acme/api:ref:refs/heads/dev")
    )
    #expect(scene.words == ["deploy deploy refused duration condition"])
    #expect(scene.findings == ["KL401 medium", "KL401 medium"])
  }

  @Test(
    "the length that a script of GitLab's asks for",
    arguments: [("3600", "deploy deploy opens"), ("14400", "deploy deploy refused duration")]
  )
  func script(_ seconds: String, _ words: String) {
    var scene = MatchScene.gitLab(
      "rules:\n  - if: $CI_COMMIT_BRANCH == \"main\"",
      conditions: MatchScene.sub("project_path:acme/api:ref_type:branch:ref:main")
    )
    scene.ci.text = """
      deploy:
        id_tokens:
          AWS_TOKEN:
            aud: sts.amazonaws.com
        rules:
          - if: $CI_COMMIT_BRANCH == "main"
        script:
          - aws sts assume-role-with-web-identity --role-arn arn:aws:iam::123456789012:role/deploy
            --role-session-name ci-$CI_JOB_ID --web-identity-token $AWS_TOKEN --duration-seconds \(seconds)
      """
    #expect(scene.words == [words], "\(scene.rows)")
    // The rule about GitLab's sessions says it.
    #expect(scene.findings == [])
  }

  private static let onMain = "{push: {branches: [main]}}"
  private static let onBranches = "{push: {branches: ['**']}}"

  @Test(
    "the name that an action is given",
    arguments: [
      ("deploy-${{ github.run_id }}", onMain, "opens"), ("acme/api", onMain, "refused sessionName"),
      ("GitHub Actions deploy", onMain, "refused sessionName"), ("x", onMain, "refused sessionName"),
      ("ab", onMain, "opens"), (String(repeating: "a", count: 64), onMain, "opens"),
      (String(repeating: "a", count: 65), onMain, "refused sessionName"),
      (String(repeating: "a", count: 65) + "${{ github.run_id }}", onMain, "refused sessionName"),
      ("${{ github.repository }}", onMain, "refused sessionName"),
      ("d-${{ github.ref }}", onMain, "refused sessionName"), ("d-${{ github.ref_name }}", onMain, "opens"),
      ("d-${{ github.ref_name }}", onBranches, "partly sessionName"), ("d-${{ github.sha }}", onBranches, "opens"),
      ("${{ vars.NAME }}", onMain, "opens"), ("d-${{ github.ref_name }}", "pull_request", "refused sessionName"),
      ("d-${{ github.event.number }}", "pull_request", "opens"),
    ]
  )
  func names(_ name: String, _ on: String, _ words: String) {
    let scene = MatchScene.gitHub(on: on, with: "role-session-name: \(name)", conditions: Self.any)
    #expect(scene.words == ["deploy deploy " + words], "\(scene.rows)")
    #expect(scene.findings == (words == "opens" ? [] : ["KL403 medium"]))
  }

  @Test("the path of a project has a slash whoever owns it")
  func unknownProject() {
    let onMain = "rules:\n  - if: $CI_COMMIT_BRANCH == \"main\""
    let conditions = MatchScene.sub("project_path:acme/api:ref_type:branch:ref:main")
    var scene = MatchScene.gitLab(onMain, session: "$CI_PROJECT_PATH", conditions: conditions)
    scene.project = CIProject()
    #expect(scene.words == ["deploy deploy refused sessionName"], "\(scene.rows)")
    scene.ci.text = scene.ci.text.replacing("CI_PROJECT_PATH", with: "CI_PROJECT_ID")
    #expect(scene.words == ["deploy deploy opens"], "\(scene.rows)")
  }

  @Test("which role a variable names is said to be taken for granted, and a name that is written is not")
  func guess() {
    let guessed = MatchScene.gitHub(role: "${{ vars.ROLE }}", conditions: Self.main)
    let classic = "while the repository's subjects are classic"
    #expect(guessed.rows == ["opens: if `${{ vars.ROLE }}` is this role, \(classic)"])
    #expect(MatchScene.gitHub(conditions: Self.main).rows == ["opens: \(classic)"])
  }

  @Test("a job whose environment depends on its branch is one handshake, which opens on some of them")
  func parts() {
    let lines = "environment: ${{ github.ref == 'refs/heads/main' && 'production' || 'dev' }}"
    let on = "{push: {branches: [main, dev]}}"
    let some = MatchScene.gitHub(on: on, lines, conditions: MatchScene.hubSub("repo:acme/api:environment:production"))
    #expect(
      some.rows.count == 1 && some.rows[0].hasPrefix("some: on push of `main`, not on push of `dev`"),
      "\(some.rows)"
    )
    #expect(some.findings == [])
    let all = MatchScene.gitHub(on: on, lines, conditions: MatchScene.hubSub("repo:acme/api:environment:*"))
    #expect(!all.rows.isEmpty && all.rows.allSatisfy { $0.hasPrefix("opens: ") }, "\(all.rows)")
    let none = MatchScene.gitHub(on: on, lines, conditions: MatchScene.hubSub("repo:acme/api:environment:test"))
    #expect(!none.rows.isEmpty && none.rows.allSatisfy { $0.hasPrefix("refused: ") }, "\(none.rows)")
    #expect(none.findings.allSatisfy { $0 == "KL401 medium" } && !none.findings.isEmpty, "\(none.findings)")
  }
}
