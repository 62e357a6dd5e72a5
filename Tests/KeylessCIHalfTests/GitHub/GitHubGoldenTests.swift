import Foundation
import KeylessCIHalf
import KeylessSource
import Testing

/// What `keyless component` writes is read back exactly: the token, its file, and the role of each job.
@Suite
struct GitHubGoldenTests {
  private static let golden = FixtureFolder.tests + "/KeylessGenerateTests/CIHalf/Golden/"

  private static func caller(_ with: [String] = []) -> String {
    """
    on: {push: {branches: [main]}}
    jobs:
      deploy:
        permissions: {id-token: write, contents: read}
        uses: ./.github/workflows/tofu.yml
        with: {\((["apply: true", "plan-environment: plan"] + with).joined(separator: ", "))}
    """
  }

  @Test(arguments: [("github", "sts.amazonaws.com"), ("github-strange", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")])
  func `the generated workflow and action are read exactly`(_ given: (tree: String, audience: String)) throws {
    var tree = try FixtureFolder.tree(Self.golden + given.tree)
    let roles = ["arn:aws:iam::111122223333:role/shop-plan", "arn:aws:iam::111122223333:role/shop-deploy"]
    let with = ["plan-role-arn: '\(roles[0])'", "apply-role-arn: '\(roles[1])'"]
    tree[".github/workflows/x.yml"] = Array(Self.caller(with).utf8)
    let half = GitHubReader.read(tree, project: CIProject(path: "acme/shop", host: "github.com")).half
    #expect(half.diagnostics.isEmpty)
    #expect(half.jobs.map(\.name.value) == ["deploy / plan", "deploy / apply"])
    for (at, job) in half.jobs.enumerated() {
      #expect(job.pipeline == ".github/workflows/x.yml")
      #expect(job.environment?.text == ["plan", "production"][at])
      #expect(job.tokens.map { $0.audiences.map(\.text) } == [[given.audience]])
      #expect(job.requests.map(\.role.text) == [roles[at]])
      #expect(job.requests.map(\.way) == [.environment])
      // The file that the token is written to is the one that the SDK is pointed to.
      let file = try #require(job.requests.first?.tokenFile)
      #expect(job.tokens.first?.deliveries == [.file(file)])
      #expect(job.commands.map(\.tool) == ["tofu", "tofu"])
      #expect(job.commands.map(\.arguments.first) == [["init", "plan"], ["init", "apply"]][at])
      #expect(job.commands.allSatisfy { $0.folder == "" })
      #expect(job.unknowns.isEmpty)
      #expect(!job.variables.contains { ["AWS_PROFILE", "AWS_ACCESS_KEY_ID"].contains($0.name.value) })
    }
  }

  @Test
  func `a caller that gives no permission lets the generated workflow have no token`() throws {
    var tree = try FixtureFolder.tree(Self.golden + "github")
    let text = Self.caller().replacing("id-token: write, ", with: "")
    tree[".github/workflows/x.yml"] = Array(text.utf8)
    let half = GitHubReader.read(tree, project: CIProject(path: "acme/shop", host: nil)).half
    #expect(half.jobs.map(\.tokens.isEmpty) == [true, true])
    #expect(half.jobs.map(\.requests.count) == [1, 1])
  }

  @Test
  func `without a caller the defaults stand, and the run is the caller's`() throws {
    let half = GitHubReader.read(try FixtureFolder.tree(Self.golden + "github"), project: CIProject()).half
    #expect(half.jobs.map(\.name.value) == ["plan", "apply"])
    #expect(half.jobs[0].requests.map(\.role.text) == ["arn:aws:iam::111122223333:role/shop-plan"])
    // Whether it applies is the caller's choice, so the job may run.
    for job in half.jobs {
      #expect(!job.runs.isEmpty)
      #expect(job.runs.allSatisfy { $0.event == "workflow_call" && !$0.unknowns.isEmpty })
    }
  }

  @Test
  func `the example for GitHub is read exactly`() throws {
    let tree = try FixtureFolder.tree(FixtureFolder.tests + "/../examples/github")
    let half = GitHubReader.read(tree, project: CIProject(path: "acme/shop", host: nil)).half
    #expect(half.diagnostics.isEmpty)
    #expect(
      half.jobs.map { $0.runs.map { GitHubDump.text($0) } } == [
        ["pull_request pullRequest"], ["push branch main"], ["push tag ~v*"],
      ]
    )
    let names = ["shop-plan", "shop-deploy", "shop-release"]
    #expect(half.jobs.map { $0.requests.map(\.role.text) } == names.map { ["arn:aws:iam::111122223333:role/\($0)"] })
    for job in half.jobs {
      #expect(job.tokens.map { $0.audiences.map(\.text) } == [["sts.amazonaws.com"]])
      let file = try #require(job.requests.first?.tokenFile)
      #expect(GitHubDump.text(file) == "<RUNNER_TEMP>/aws-token")
      #expect(job.tokens.first?.deliveries == [.file(file)])
      #expect(job.commands.allSatisfy { $0.folder == "stack" })
      #expect(job.unknowns.isEmpty)
    }
  }
}
