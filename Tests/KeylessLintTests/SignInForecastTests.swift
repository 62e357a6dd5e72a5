import KeylessCIHalf
import KeylessFindings
import KeylessLint
import KeylessSource
import Testing

@Suite("What a sign-in comes to in the jobs that run it")
struct SignInForecastTests {
  private static func findings(_ files: [String: String], _ rule: String) -> [Finding] {
    var tree = SourceTree()
    for (path, text) in files { tree[path] = Array(text.utf8) }
    var input = CheckInput(tree: tree)
    input.project = CIProject(path: "acme/api")
    return Check(input, rules: Rule.all.filter { $0.description.name == rule }).outcome().findings
  }

  private static func terraform(_ version: String, _ argument: String = "profile = \"dev\"") -> String {
    """
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws", version = "\(version)" }
      }
    }
    provider "aws" {
      \(argument)
    }
    """
  }

  private static func workflow(_ runner: String, _ lines: String = "") -> String {
    """
    on: push
    jobs:
      deploy:
        runs-on: \(runner)
        permissions: {id-token: write}
        steps:
          - run: |
              \(lines)
              terraform -chdir=infra apply

    """
  }

  @Test(arguments: [("self-hosted", true), ("ubuntu-latest", false)])
  func `the role of the machine is spoken of only where there may be one`(_ runner: String, _ isSaid: Bool) throws {
    let files = [
      "infra/main.tf": Self.terraform("~> 3.70"), ".github/workflows/x.yml": Self.workflow(runner),
    ]
    let finding = try #require(Self.findings(files, "hardcoded-profile").first)
    let label = try #require(finding.related.first)
    #expect(label.span.file == ".github/workflows/x.yml")
    #expect(label.text.hasPrefix("provider 3 stops: `NoCredentialProviders"))
    #expect(label.text.contains("the role of the machine") == isSaid)
  }

  @Test
  func `where no job runs the folder, the versions are the place`() throws {
    let finding = try #require(Self.findings(["main.tf": Self.terraform("~> 5.0")], "hardcoded-profile").first)
    #expect(finding.related.map(\.span.file) == ["main.tf"])
    #expect(finding.effect == .dead)
  }

  @Test
  func `no value that a job fills in is said`() throws {
    let secret = "c2VjcmV0LW9mLXRoaXMtdGVzdA"
    let set = "aws configure set --profile dev"
    let lines = "\(set) aws_access_key_id AKIA\(secret)\n          \(set) aws_secret_access_key \(secret)"
    let files = [
      "infra/main.tf": Self.terraform("~> 5.0"), ".github/workflows/x.yml": Self.workflow("ubuntu-latest", lines),
    ]
    let finding = try #require(Self.findings(files, "hardcoded-profile").first)
    #expect(finding.effect == .open)
    #expect(!"\(finding)".contains(secret))
  }

  @Test(arguments: ["fmt -check", "validate", "version"])
  func `a command that asks AWS for nothing has no say`(_ command: String) throws {
    let workflow = Self.workflow("ubuntu-latest").replacing("apply", with: command)
    let files = ["infra/main.tf": Self.terraform("~> 5.0"), ".github/workflows/x.yml": workflow]
    let finding = try #require(Self.findings(files, "hardcoded-profile").first)
    #expect(finding.related.allSatisfy { $0.span.file == "infra/main.tf" })
  }

  @Test
  func `many jobs and many providers are bounded, and say little`() throws {
    var jobs = ""
    for job in 0..<200 { jobs += "job\(job):\n  variables: {AWS_REGION: r\(job)}\n  script: [terraform apply]\n" }
    var providers = ""
    for index in 0..<50 { providers += "provider \"aws\" {\n  alias = \"p\(index)\"\n  profile = \"dev\"\n}\n" }
    let start = ContinuousClock.now
    let found = Self.findings([".gitlab-ci.yml": jobs, "main.tf": providers], "hardcoded-profile")
    print("fifty providers in two hundred jobs: \(ContinuousClock.now - start)")
    #expect(found.count == 50)
    #expect(found.allSatisfy { $0.related.count <= 4 && $0.effect == .dead })
  }
}
