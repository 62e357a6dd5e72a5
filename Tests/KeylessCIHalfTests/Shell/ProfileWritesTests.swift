import KeylessCIHalf
import KeylessSource
import Testing

/// What a command is said to find in the files of profiles is what surely stands there, and no more.
@Suite(.timeLimit(.minutes(30)))
struct ProfileWritesTests {
  /// What was written before the job's last command that uses AWS.
  private static func gitLab(_ lines: [String], after: [String] = []) -> [JobWrite] {
    let list = { (lines: [String]) in lines.map { "    - |\n      " + $0.replacing("\n", with: "\n      ") } }
    let text = (["job:", "  script:"] + list(lines) + (after.isEmpty ? [] : ["  after_script:"] + list(after)))
      .joined(separator: "\n")
    let half = GitLabReader.half(GitLabReader.read(SourceTree([".gitlab-ci.yml": Array(text.utf8)])))
    return half.jobs.first?.commands.last { $0.tool == "terraform" }?.writes ?? []
  }

  private static func job(_ steps: String, _ files: [String: String] = [:]) -> CIJob? {
    var files = files
    files[".github/workflows/a.yml"] = """
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          permissions: {id-token: write}
          steps:
      \(steps.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n"))
      """
    let tree = SourceTree(files.mapValues { Array($0.utf8) })
    return GitHubReader.read(tree, project: CIProject(path: "acme/api", host: nil)).half.jobs.first
  }

  private static func gitHub(_ steps: String, _ files: [String: String] = [:]) -> [JobWrite] {
    job(steps, files)?.commands.first { $0.tool == "terraform" }?.writes ?? []
  }

  private static let set = "aws configure set region eu-west-1 --profile dev"

  @Test(arguments: [
    "\(set)", "f() { \(set); }; f", "(\(set))", "{ \(set); }", "for a in 1; do \(set); done",
    "f() { \(set); if x; then return; fi; }; f", "[ -n \"$CI\" ] || exit 1; \(set)", "if x; then exit 1; fi; \(set)",
    "(if x; then exit; fi); \(set)", "for a in 1 2; do if x; then break; fi; done; \(set)",
  ])
  func `what is done on every way is sure`(_ script: String) {
    let writes = Self.gitLab([script, "terraform plan"])
    #expect(!writes.isEmpty && writes.allSatisfy(\.isSure), "\(writes)")
  }

  @Test(arguments: [
    "if x; then \(set); fi", "x && \(set)", "\(set) &", "while x; do \(set); done", "(x || exit 1; \(set))",
    "f() { if x; then return; fi; \(set); }; f", "f() { if x; then if y; then return; fi; fi; \(set); }; f",
    "f() { for a in 1; do x && return; done; \(set); }; f", "for a in 1; do x && continue; \(set); done",
    "(for a in 1; do x && exit 1; done; \(set))", "x | (y || exit; \(set))", "(f() { x && exit 1; }; f; \(set))",
  ])
  func `what some way goes past is not sure`(_ script: String) {
    let writes = Self.gitLab([script, "terraform plan"])
    #expect(!writes.isEmpty && writes.allSatisfy { !$0.isSure }, "\(writes)")
  }

  @Test
  func `what is behind a script is not sure of it, and is of itself`() {
    let writes = Self.gitLab([Self.set], after: [Self.set, "terraform destroy"])
    #expect(writes.map(\.isSure) == [false, true])
  }

  @Test(arguments: [
    ("- run: \(set)\n- run: terraform plan", true),
    ("- run: \(set)\n  if: always()\n- run: terraform plan", true),
    ("- run: \(set)\n  if: github.ref == 'refs/heads/main'\n- run: terraform plan", false),
    ("- run: \(set)\n  if: steps.x.outputs.y == 'z'\n- run: terraform plan", false),
    ("- run: \(set)\n- run: terraform plan\n  if: always()", false),
    ("- run: \(set)\n  continue-on-error: true\n- run: terraform plan", false),
    ("- run: \(set)\n  continue-on-error: ${{ matrix.x }}\n- run: terraform plan", false),
    ("- run: \(set)\n  continue-on-error: ${{ false }}\n- run: terraform plan", false),
    ("- run: \(set)\n  continue-on-error: false\n- run: terraform plan", true),
    ("- run: \(set)\n- run: terraform plan\n  continue-on-error: true", true),
    ("- run: \(set); terraform plan\n  continue-on-error: true", true),
    ("- run: x\n  continue-on-error: true\n- run: \(set)\n- run: terraform plan", true),
    ("- uses: ./act\n  continue-on-error: true\n- run: terraform plan", false),
    ("- uses: ./tolerant\n- run: terraform plan", false),
    ("- run: x || exit 1; \(set)\n- run: terraform plan", true),
    ("- run: if x; then exit 0; fi; \(set)\n- run: terraform plan", false),
    ("- uses: ./act\n- run: terraform plan", true),
    ("- uses: ./act\n  if: vars.X == 'y'\n- run: terraform plan", false),
    ("- run: ./set.sh\n- run: terraform plan", false),
    ("- run: ./set.sh; terraform plan", false),
    ("- run: ./outer.sh\n- run: terraform plan", false),
    ("- run: ./own.sh", true),
    ("- run: \(set); ./plan.sh", true),
  ])
  func `a step that may be skipped or fail unnoticed, and a script of the tree, are not sure`(
    _ steps: String,
    _ isSure: Bool
  ) {
    let writes = Self.gitHub(
      steps,
      [
        "act/action.yml": "runs:\n  using: composite\n  steps:\n  - shell: bash\n    run: \(Self.set)\n",
        "tolerant/action.yml":
          "runs:\n  using: composite\n  steps:\n  - {shell: bash, run: \(Self.set), continue-on-error: true}\n",
        "set.sh": "#!/bin/sh\n\(Self.set)\n", "outer.sh": "#!/bin/sh\n./set.sh\n",
        "own.sh": "#!/bin/sh\n\(Self.set)\nterraform plan\n", "plan.sh": "#!/bin/sh\nterraform plan\n",
      ]
    )
    #expect(writes.count == 1 && writes.allSatisfy { $0.isSure == isSure }, "\(writes)")
  }

  @Test
  func `a script of the tree finds what was written before it, and not what comes later`() {
    let files = ["plan.sh": "#!/bin/sh\nterraform plan\n"]
    #expect(Self.gitHub("- run: ./plan.sh; \(Self.set)", files).isEmpty)
    #expect(Self.gitHub("- run: \(Self.set); ./plan.sh; \(Self.set)", files).count == 1)
  }

  @Test
  func `a job that may fail as a whole has done what is before a step`() {
    let text = """
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          continue-on-error: true
          steps:
            - run: \(Self.set)
            - run: terraform plan
      """
    let tree = SourceTree([".github/workflows/a.yml": Array(text.utf8)])
    let half = GitHubReader.read(tree, project: CIProject(path: "acme/api", host: nil)).half
    #expect(half.jobs.first?.commands.last?.writes.map(\.isSure) == [true])
  }

  @Test(arguments: [
    ("rm -f ~/.aws/*", true), ("rm -f ~/.aws/c*", true), ("rm -f ~/.aws/?onfig", true),
    ("rm -f ~/.aws/[a-d]*", true), ("rm -f ~/.aws/{config,credentials}", true), ("rm -f \"$HOME/.aws\"/*", true),
    ("rm -f ~/.aws/\"$F\"", true), ("echo x > ~/.aws/*", true), ("echo x | tee ~/.aws/{config,credentials}", true),
    ("rm -rf ~/.aws", true),
    ("rm -f ~/.aws/cli/cache/*", false), ("rm -rf ~/.aws/cli/$X", false), ("rm -f ~/.awsome/*", false),
    ("rm -f ~/aws/*", false), ("ls ~/.aws/*", false), ("chmod 600 ~/.aws/*", false),
  ])
  func `a pattern may be any file of its folder`(_ command: String, _ isChanged: Bool) {
    let writes = Self.gitLab(["echo x > ~/.aws/credentials", command, "terraform plan"])
    #expect(writes.count == (isChanged ? 2 : 1), "\(writes)")
    guard isChanged else { return }
    let isOpen = if case .unknown? = writes.last?.content { writes.last?.path == nil } else { false }
    #expect(isOpen, "\(writes)")
  }

  @Test
  func `tee writes all the files that it is given`() {
    let paths = { (script: String) in
      Self.gitLab([script, "terraform plan"]).map { write -> String in
        let isAppended = if case .appended = write.content { true } else { false }
        return (isAppended ? ">> " : "> ") + (write.path?.text ?? "?")
      }
    }
    let both = "/r/.aws/config /r/.aws/credentials"
    #expect(paths("echo x | tee /r/a \(both)") == ["> /r/.aws/config", "> /r/.aws/credentials"])
    #expect(paths("echo x | tee -a \(both) > /dev/null") == [">> /r/.aws/config", ">> /r/.aws/credentials"])
    #expect(paths("echo x | tee /r/a > /r/.aws/config") == ["> /r/.aws/config"])
    #expect(paths("echo x | tee /r/a").isEmpty)
  }

  @Test
  func `what several commands print into one file is not taken for the last one's`() {
    let contents = { (script: String) in Self.gitLab([script, "terraform plan"]).map(\.content) }
    #expect(
      contents("{ echo a; echo b; } > /r/.aws/config").allSatisfy { if case .unknown = $0 { true } else { false } }
    )
    #expect(
      contents("{ echo a; echo b; } | tee /r/.aws/config").allSatisfy { if case .unknown = $0 { true } else { false } }
    )
    #expect(contents("echo a | tee /r/.aws/config").allSatisfy { if case .whole = $0 { true } else { false } })
    #expect(contents("echo a > /r/.aws/config").allSatisfy { if case .whole = $0 { true } else { false } })
  }

  @Test(arguments: [(64, 64, true), (65, 65, false), (2500, 65, false)])
  func `so many writes are followed, and no more`(_ count: Int, _ noted: Int, _ isKnown: Bool) {
    let writes = Self.gitLab([String(repeating: "echo x >> ~/.aws/config\n", count: count) + "terraform plan"])
    #expect(writes.count == noted)
    let isOpen = if case .anything? = writes.last?.content { true } else { false }
    #expect(isOpen == !isKnown)
  }

  @Test(arguments: [(1_000, true), (20_000, false)])
  func `so much text is followed, and no more`(_ size: Int, _ isKnown: Bool) {
    let text = String(repeating: "a", count: size)
    let writes = Self.gitLab(["cat > ~/.aws/config <<EOF\n\(text)\nEOF\nterraform plan"])
    let isOpen = if case .anything? = writes.last?.content { true } else { false }
    #expect(writes.count == 1 && isOpen == !isKnown)
  }

  private static let action =
    "- uses: aws-actions/configure-aws-credentials@v4\n  with: {role-to-assume: 'arn:aws:iam::111122223333:role/r'}"

  @Test
  func `an action's session is there for the steps behind it`() {
    let sessions = { (steps: String) in Self.job(steps)?.commands.map(\.session) }
    #expect(sessions("- run: terraform plan\n\(Self.action)\n- run: terraform apply") == [.none, .token])
    #expect(sessions("\(Self.action)\n  if: always()\n- run: terraform apply") == [.token])
    let skipped = sessions("\(Self.action)\n  if: vars.X == 'y'\n- run: terraform apply")
    #expect(skipped == [.unknown("is left by an action that some runs skip")])
    let failed = [JobCommand.Session.unknown("is left by an action that may have failed")]
    let tolerant = "\(Self.action)\n  continue-on-error: true\n- run: terraform apply"
    #expect(sessions(tolerant) == failed)
    #expect(sessions(tolerant.replacing("true", with: "false")) == [.token])
    #expect(sessions("\(Self.action)\n\(tolerant)") == [.token])
    let unset = tolerant.replacing("with: {", with: "with: {unset-current-credentials: true, ")
    #expect(sessions("\(Self.action)\n\(unset)") == failed)
    let behind = sessions("\(Self.action)\n- run: terraform apply\n  if: failure()")
    #expect(behind == [.unknown("is left by an action that may have failed")])
    let keys =
      "- uses: aws-actions/configure-aws-credentials@v4\n  with: {aws-access-key-id: A, aws-secret-access-key: B}"
    #expect(
      sessions("\(keys)\n- run: terraform apply") == [.unknown("is what an action leaves for the steps behind it")]
    )
    let without = Self.action.replacing("with: {", with: "with: {output-env-credentials: false, ")
    #expect(sessions("\(without)\n- run: terraform apply") == [.none])
  }
}
