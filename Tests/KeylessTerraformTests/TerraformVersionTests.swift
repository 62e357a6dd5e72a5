import KeylessSource
import KeylessTerraform
import Testing

struct TerraformVersionTests {
  @Test(arguments: [
    ("~> 5.0", [5]), ("~> 5.30.1", [5]), (">= 4.9, < 6", [4, 5]), ("5.1.0", [5]), ("= v3.76.0", [3]), (">= 5", [5, 6]),
    ("!= 5.2.0", [3, 4, 5, 6]), ("< 4.0.0", [3]), ("<= 4.0.0", [3, 4]), ("> 5.99.0", [5, 6]), ("~> 4", [4, 5, 6]),
    ("~> 5.0, < 5.0", []), (" >=3 , <4 ", [3]),
  ])
  func `a constraint admits these major versions of 3 to 6`(text: String, majors: [Int]) throws {
    let range = try #require(TerraformVersionRange(text))
    #expect((3...6).filter { range.meets([$0, 0, 0], before: [$0 + 1, 0, 0]) } == majors)
  }

  @Test(arguments: ["", "five", ">= ", "5.x", "1.2.3.4", "~> 5.0,", "999999999999.0"])
  func `what is no constraint is none`(text: String) { #expect(TerraformVersionRange(text) == nil) }

  @Test
  func `a root's demands, those of what it calls, and the lock file are read with their places`() throws {
    var tree = SourceTree()
    tree["main.tf"] = Array(
      """
      terraform {
        required_version = ">= 1.7"
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 5.0"
          }
          other = { source = "acme/aws", version = "1.0" }
        }
      }
      module "m" {
        source = "./m"
      }
      """.utf8
    )
    tree["m/main.tf"] = Array("terraform {\n  required_providers {\n    aws = \">= 5.30\"\n  }\n}\n".utf8)
    tree[".terraform.lock.hcl"] = Array(
      "provider \"registry.terraform.io/acme/aws\" {\n  version = \"1.0.0\"\n}\nprovider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.100.0\"\n}\n"
        .utf8
    )
    let root = try #require(TerraformProject(tree: tree).roots.first)
    #expect(root.versionConstraints(of: "hashicorp/aws").map(\.value) == ["~> 5.0", ">= 5.30"])
    #expect(root.terraformConstraints.map(\.value) == [">= 1.7"])
    #expect(root.lockedVersion(of: "hashicorp/aws")?.value == "5.100.0")
    #expect(root.lockedVersion(of: "hashicorp/google") == nil)
    #expect(root.versionConstraints(of: "hashicorp/aws")[0].span.file == "main.tf")
  }
}
