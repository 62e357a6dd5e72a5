import KeylessFindings
import KeylessLint
import KeylessSource
import Testing

@Suite("Findings about Terraform configurations")
struct TerraformFindingTests {
  @Test
  func `a profile that stands alone on its line is removed with the line`() throws {
    let text = "provider \"aws\" {\n  region  = \"eu-west-1\"\n  profile = \"dev\"\n}\n"
    let finding = try #require(findings(text, "hardcoded-profile").first)
    let edit = try #require(finding.fix.first)
    #expect(finding.fix.count == 1)
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(edit.span.range, with: Array(edit.text.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == "provider \"aws\" {\n  region  = \"eu-west-1\"\n}\n")
  }

  @Test(
    arguments: [
      "provider \"aws\" { profile = \"dev\" }\n", "provider \"aws\" {\n  profile = \"dev\" # mine\n}\n",
      "variable \"p\" {\n  default = \"dev\"\n}\nprovider \"aws\" {\n  profile = var.p\n}\n",
    ]
  )
  func `a profile beside something else is left to its owner`(_ text: String) throws {
    #expect(try #require(findings(text, "hardcoded-profile").first).fix.isEmpty)
  }

  @Test(arguments: ["static-keys-in-terraform", "literal-web-identity-token"])
  func `a secret is in no message and under no caret`(_ rule: String) throws {
    let secret = "c2VjcmV0LW9mLXRoaXMtdGVzdA"
    let text = """
      variable "key" {
        default = "\(secret)"
      }

      provider "aws" {
        access_key = var.key
        secret_key = "\(secret)"
        token      = local.token

        assume_role_with_web_identity {
          web_identity_token = local.token
        }
      }

      provider "aws" {
        alias = "other"
        assume_role_with_web_identity {
          web_identity_token = "\(secret)"
        }
      }

      locals {
        token = "\(secret)"
      }

      """
    let bytes = Array(text.utf8)
    let found = findings(text, rule)
    #expect(found.count > 1)
    for finding in found {
      let said = [
        finding.message.description, finding.help ?? "", finding.cause, finding.subject, finding.primary.text,
      ]
      #expect(!(said + finding.related.map(\.text)).contains { $0.contains(secret) })
      for label in [finding.primary] + finding.related {
        #expect(!String(decoding: bytes[label.span.range], as: UTF8.self).contains(secret))
      }
    }
  }

  private func findings(_ text: String, _ rule: String) -> [Finding] {
    var tree = SourceTree()
    tree["main.tf"] = Array(text.utf8)
    return Check(CheckInput(tree: tree), rules: Rule.all.filter { $0.description.name == rule }).outcome().findings
  }
}
