import KeylessGenerate
import KeylessIntent
import Testing

@Suite("the CI half of an intent")
struct CIHalfTreeTests {
  @Test(arguments: CICases.all)
  func `is the recorded tree, byte for byte, every time`(example: CICases.Case) throws {
    let tree = try example.tree()
    #expect(try tree == example.tree())
    for difference in try GoldenTree.differences(tree, named: example.name, beside: #filePath) {
      Issue.record("\(difference)")
    }
  }

  @Test
  func `names no role that the intent does not have`() throws {
    var example = CICases.gitlab
    example.roles.plan = "shop-plans"
    #expect(
      throws: CIHalfError.noSuchRole(
        "shop-plans",
        known: ["shop-deploy", "shop-release", "shop-plan", "shop-state-reader"]
      )
    ) { try example.tree() }
  }

  @Test
  func `names the only role by itself, and none of several`() throws {
    let arn = "arn:aws:iam::111122223333:role/deploy"
    let one = """
      version: 1
      account: "111122223333"
      platform: gitlab
      roles:
        deploy:
          admits: [{project: acme/shop, branches: [main]}]

      """
    let two = one + "  other:\n    admits: [{project: acme/shop, branches: [main]}]\n"
    let path = "templates/aws-credentials.yml"
    #expect(try CICases.Case(name: "one", intent: one).tree()[path]?.contains("default: \"\(arn)\"") == true)
    #expect(try CICases.Case(name: "two", intent: two).tree()[path]?.contains(arn) == false)
  }

  /// GitLab would put a variable's value there, or nothing, and knows no escape.
  @Test(arguments: ["$x", "a$_", "${x}", "$$x", "a%HOME%b", "%%x%", "$[[inputs.x]]"])
  func `is refused where GitLab would replace a part of the audience`(audience: String) throws {
    let example = CICases.Case(name: "", intent: CICases.strange("gitlab", "branches: [main]", audience: audience))
    #expect { try example.tree() } throws: { "\($0)".contains("the audience `\(audience)`") }
  }

  @Test(arguments: ["%", "100%", "%-%", "%1x%", "a%b", "$", "$1", "a$", "$/"])
  func `takes the signs that GitLab leaves alone`(audience: String) throws {
    let example = CICases.Case(name: "", intent: CICases.strange("gitlab", "branches: [main]", audience: audience))
    #expect(try example.tree()["include/aws-credentials.gitlab-ci.yml"]?.contains("aud: \"\(audience)\"") == true)
  }

  @Test
  func `is refused where GitHub would evaluate a part of the audience, and only there`() throws {
    let bad = CICases.Case(name: "", intent: CICases.strange("github", "pull-requests: true", audience: "a${{x}}"))
    #expect { try bad.tree() } throws: { "\($0)".contains("`${{`") }
    let good = CICases.Case(name: "", intent: CICases.strange("github", "pull-requests: true", audience: "a${x}"))
    #expect(try good.tree()[".github/workflows/tofu.yml"]?.contains("default: \"a${x}\"") == true)
  }

  /// The runner takes any dollar sign for a variable's.
  @Test
  func `is refused where a role's path has a dollar sign, for the role that is named alone`() throws {
    let intent = """
      version: 1
      account: "111122223333"
      platform: gitlab
      roles:
        plain:
          admits: [{project: acme/shop, branches: [main]}]
        dollar:
          path: /a$/
          admits: [{project: acme/shop, branches: [main]}]

      """
    var example = CICases.Case(name: "", intent: intent, roles: CIRoles(credentials: "plain"))
    #expect(throws: Never.self) { try example.tree() }
    example.roles.apply = "dollar"
    #expect { try example.tree() } throws: { "\($0)".contains("the role `arn:aws:iam::111122223333:role/a$/dollar`") }
  }
}
