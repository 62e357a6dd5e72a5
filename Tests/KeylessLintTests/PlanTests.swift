import KeylessAWSHalf
import KeylessFindings
import KeylessLint
import KeylessSource
import Testing

@Suite("Plans and states")
struct PlanTests {
  private static let configuration = """
    variable "subject" { type = string }
    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/gitlab.com" }
          Action    = "sts:AssumeRoleWithWebIdentity"
          Condition = { StringLike = { "gitlab.com:aud" = "sts.amazonaws.com", "gitlab.com:sub" = var.subject } }
        }]
      })
    }
    """

  private static func plan(_ subject: String) -> String {
    let policy =
      #"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"arn:aws:iam::123456789012:oidc-provider/gitlab.com\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{\"StringLike\":{\"gitlab.com:aud\":\"sts.amazonaws.com\",\"gitlab.com:sub\":\"SUBJECT\"}}}]}"#
      .replacing("SUBJECT", with: subject)
    return #"""
      {"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {"resources": [
        {"address": "aws_iam_role.deploy", "mode": "managed", "type": "aws_iam_role", "name": "deploy",
         "values": {"name": "deploy", "path": "/", "assume_role_policy": "\#(policy)"}}]}}}
      """#
  }

  private func rules(_ files: [String: String]) -> [String] {
    var tree = SourceTree()
    for (path, text) in files { tree[path] = Array(text.utf8) }
    return Check(CheckInput(tree: tree)).outcome().findings.map(\.rule.number)
  }

  @Test("what the configuration leaves open the plan says")
  func plan() {
    #expect(rules(["main.tf": Self.configuration]).contains("KL308"))
    let open = rules(["main.tf": Self.configuration, "plan.json": Self.plan("project_path:acme/*")])
    #expect(open.contains("KL108"))
    #expect(!open.contains("KL308"))
    let tight = rules([
      "main.tf": Self.configuration, "plan.json": Self.plan("project_path:acme/api:ref_type:branch:ref:main"),
    ])
    #expect(!tight.contains("KL108"))
    #expect(!tight.contains("KL308"))
  }

  @Test("of two roots with a role of one address a plan speaks of the one beside it")
  func roots() {
    let open = Self.plan("project_path:acme/*")
    let tight = Self.plan("project_path:acme/api:ref_type:branch:ref:main")
    let files = ["dev/main.tf": Self.configuration, "prod/main.tf": Self.configuration]
    let both = rules(files.merging(["dev/plan.json": tight, "prod/plan.json": open]) { old, _ in old })
    #expect(both.contains("KL108") && !both.contains("KL308"))
    let one = rules(files.merging(["dev/plan.json": tight]) { old, _ in old })
    #expect(!one.contains("KL108") && one.contains("KL308"))
    // It is beside neither: both stay what they were, and what the plan says is told too.
    let neither = rules(files.merging(["plan.json": open]) { old, _ in old })
    #expect(neither.contains("KL108") && neither.count { $0 == "KL308" } == 2)
  }

  @Test("a name that only the plan knows comes with its path")
  func path() {
    let open = Self.configuration.replacing("name = \"deploy\"", with: "name = var.subject\n  path = var.subject")
    var tree = SourceTree()
    tree["main.tf"] = Array(open.utf8)
    tree["plan.json"] = Array(Self.plan("a").replacing("\"path\": \"/\"", with: "\"path\": \"/ci/\"").utf8)
    #expect(Check(CheckInput(tree: tree), rules: []).outcome().aws.roles.map(\.path) == ["/ci/"])
  }

  private static func role(_ address: String, _ name: String?, _ file: String) -> AWSRole {
    let span = SourceSpan(file: file, range: 0..<0)
    return AWSRole(
      address: address,
      account: .own,
      name: name.map { Located($0, at: span) },
      trust: .unknown([]),
      permissions: [],
      permissionsAreComplete: false,
      span: span
    )
  }

  @Test("a role that a plan has named is no longer every name's")
  func named() {
    var half = AWSHalf()
    half.roles = [Self.role("a", nil, "main.tf")]
    var plan = AWSHalf()
    plan.roles = [Self.role("a", "x", "plan.json"), Self.role("a", "x", "plan.json"), Self.role("a", "y", "plan.json")]
    half.refine(by: plan)
    #expect(half.roles.map(\.name?.value) == ["x", "y"])
    // One without a name may be either of the two, and is beside neither.
    var open = AWSHalf()
    open.roles = [Self.role("a", nil, "live/plan.json")]
    half.refine(by: open)
    #expect(half.roles.map(\.name?.value) == ["x", "y", nil])
  }

  @Test("a plan with as many roles as its file can hold is taken at once", .timeLimit(.minutes(5)))
  func many() {
    var half = AWSHalf()
    half.roles = (0..<2).map { Self.role("same", "x", "\($0)/main.tf") }
    var plan = AWSHalf()
    plan.roles = (0..<60_000).map { Self.role("r\($0)", "r\($0)", "plan.json") }
    plan.roles += (0..<60_000).map { _ in Self.role("same", "x", "plan.json") }
    half.refine(by: plan)
    #expect(half.roles.count > 60_002)
    #expect(half.roles[..<60_002].count { $0.address == "same" } == 2)
  }
}
