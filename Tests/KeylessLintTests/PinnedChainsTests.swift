import KeylessAWSHalf
import KeylessChain
import KeylessFindings
import KeylessLint
import KeylessSource
import KeylessTerraform
import Testing

@Suite("The chains of the pinned versions")
struct PinnedChainsTests {
  private static func ids(
    _ text: String,
    _ kind: AWSSignIn.Kind,
    lock: String? = nil,
    isOpenTofu: Bool = false
  ) throws -> [String] {
    var tree = SourceTree()
    tree["main.tf"] = Array(text.utf8)
    if let lock {
      tree[".terraform.lock.hcl"] = Array(
        "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"\(lock)\"\n}\n".utf8
      )
    }
    let project = TerraformProject(tree: tree)
    let root = try #require(project.roots.first)
    return PinnedChains(kind, root, isOpenTofu: isOpenTofu).pinned.map(\.chain.tool.id)
  }

  private static func provider(_ constraint: String) -> String {
    "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n      version = \"\(constraint)\"\n"
      + "    }\n  }\n}\nprovider \"aws\" {}\n"
  }

  @Test(
    arguments: [
      ("~> 5.0", [5]), (">= 4.9", [4, 5, 6]), (">= 3.0, < 5", [3, 4]), ("= 4.67.0", [4]), ("~> 2.70", []),
      ("> 5.100, != 6.0.0", [5, 6]), ("nonsense", [3, 4, 5, 6]), (">= 7", []),
    ]
  )
  func `a constraint admits majors`(_ constraint: String, _ majors: [Int]) throws {
    #expect(try Self.ids(Self.provider(constraint), .provider) == majors.map { "terraform-provider-v\($0)" })
  }

  @Test
  func `the lock file decides before the constraint`() throws {
    #expect(
      try Self.ids(Self.provider(">= 3"), .provider, lock: "5.100.0") == ["terraform-provider-v5"]
    )
  }

  @Test(
    arguments: [
      ("~> 1.9", ["1.8"]), (">= 1.6, < 1.8", ["1.6", "1.7"]), ("< 1.6", ["1.5"]), ("1.7.5", ["1.7"]),
      (">= 1.5", ["1.5", "1.6", "1.7", "1.8"]),
    ]
  )
  func `a version of Terraform decides the backend`(_ constraint: String, _ minors: [String]) throws {
    let text = "terraform {\n  required_version = \"\(constraint)\"\n  backend \"s3\" {}\n}\n"
    #expect(try Self.ids(text, .backend) == minors.map { "terraform-backend-\($0)" })
    #expect(try Self.ids(text, .remoteState) == minors.map { "terraform-remote-state-\($0)" })
    let own = minors.filter { $0 != "1.5" }
    #expect(try Self.ids(text, .backend, isOpenTofu: true) == own.map { "opentofu-backend-\($0)" })
  }

  @Test
  func `versions with the same answer are said together`() throws {
    var tree = SourceTree()
    tree["main.tf"] = Array("provider \"aws\" {}\n".utf8)
    let project = TerraformProject(tree: tree)
    let root = try #require(project.roots.first)
    let groups = PinnedChains(.provider, root).grouped { $0.tool.id.hasSuffix("v3") }
    #expect(groups.map(\.versions) == ["provider 3", "provider 4 to 6"])
    let whole = PinnedChains(.backend, root).grouped { _ in 0 }
    #expect(whole.map(\.versions) == ["Terraform"])
  }

  @Test(
    arguments: [
      (
        "~> 5.0",
        [
          "provider 5 stops: `failed to get shared config profile, dev`; on a runner that has such a profile it silently "
            + "signs in with the profile's keys"
        ]
      )
    ]
  )
  func `a hardcoded profile says what happens`(_ constraint: String, _ labels: [String]) throws {
    var tree = SourceTree()
    let text = Self.provider(constraint).replacing(
      "provider \"aws\" {}",
      with: "provider \"aws\" { profile = \"dev\" }"
    )
    tree["main.tf"] = Array(text.utf8)
    let rules = Rule.all.filter { $0.description.name == "hardcoded-profile" }
    let finding = try #require(Check(CheckInput(tree: tree), rules: rules).outcome().findings.first)
    #expect(finding.related.map(\.text) == labels)
  }
}
