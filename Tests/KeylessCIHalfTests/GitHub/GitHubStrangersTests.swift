import KeylessCIHalf
import KeylessSource
import Testing

/// Which names hold what a stranger chose; where that is too much to tell, they all may.
@Suite
struct GitHubStrangersTests {
  private static func last(_ workflow: String, scripts: Int = 1 << 20) throws -> GitHubStrangers {
    let tree = SourceTree([".github/workflows/a.yml": Array(workflow.utf8)])
    let half = GitHubReader.read(
      tree,
      project: CIProject(path: "acme/api", host: nil),
      options: .init(scripts: scripts)
    )
    return try #require(half.readings.last?.steps.last).strangers
  }

  private static func environment(_ count: Int) -> String {
    let lines = (0..<count).map { "      V\($0): ${{ github.head_ref }}\n" }.joined()
    return """
      on: pull_request_target
      jobs:
        a:
          runs-on: x
          env:
            BASE: ${{ github.base_ref }}
      \(lines)    steps: [{run: make}]
      """
  }

  @Test
  func `a name is a stranger's where its definition mentions the head, and no other is`() throws {
    let strangers = try Self.last(Self.environment(3))
    #expect(strangers.isMentioned(in: "${{ env.V2 }}"))
    #expect(strangers.isMentioned(in: "${{ toJSON(env) }}"))
    #expect(!strangers.isMentioned(in: "${{ env.BASE }}"))
    #expect(!strangers.isMentioned(in: "env.V2"))
  }

  @Test
  func `with more names than are told apart every name may be theirs`() throws {
    let strangers = try Self.last(Self.environment(501))
    #expect(strangers.isMentioned(in: "${{ env.V500 }}"))
    #expect(strangers.isMentioned(in: "${{ env.BASE }}"))
    #expect(!strangers.isMentioned(in: "${{ github.sha }}"))
  }

  @Test(arguments: [(1 << 20, false), (10, true)])
  func `the output of a script that is too long to be read may be theirs`(_ bound: Int, _ isTheirs: Bool) throws {
    let workflow = """
      on: workflow_run
      jobs:
        a:
          runs-on: x
          steps:
            - id: own
              run: echo "sha=$GITHUB_SHA" >> "$GITHUB_OUTPUT"
            - run: make
      """
    let strangers = try Self.last(workflow, scripts: bound)
    #expect(strangers.isMentioned(in: "${{ steps.own.outputs.sha }}") == isTheirs)
  }

  @Test(arguments: [
    ("git checkout \"$V0\"", true), ("/usr/bin/git -c a=b -C x switch --detach ${V1:-main}", true),
    ("a=$V0\nexport b=$a\ngit reset --hard $b", true), ("git fetch origin pull/7/head", true),
    ("git checkout \"$BASE\"", false), ("git diff \"$V0\"", false), ("git merge-base main \"$V0\"", false),
    ("# git checkout \"$V0\"", false), ("docker pull x/git:$V0", false), ("curl pull/7", false),
  ])
  func `a script takes the head by a command that brings a commit`(_ script: String, _ isTaken: Bool) throws {
    #expect(try Self.last(Self.environment(2)).isTaken(by: script) == isTaken)
  }

  @Test
  func `names are followed for events that strangers cause alone`() throws {
    let workflow = Self.environment(1).replacing("pull_request_target", with: "pull_request")
    #expect(try !Self.last(workflow).isMentioned(in: "${{ env.V0 }}"))
  }
}
