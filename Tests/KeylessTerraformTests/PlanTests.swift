import KeylessSource
import KeylessTerraform
import Testing

/// What `terraform show -json` prints.
struct PlanTests {
  private static let plan = """
    {"format_version": "1.2", "planned_values": {"root_module": {
      "resources": [{"address": "aws_iam_role.ci", "mode": "managed", "type": "aws_iam_role", "name": "ci",
        "values": {"name": "ci", "assume_role_policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\"}]}"}}],
      "child_modules": [{"address": "module.a[\\"x\\"]", "resources": [{"address": "module.a[\\"x\\"].aws_iam_role.r[0]",
        "mode": "managed", "type": "aws_iam_role", "name": "r", "index": 0, "values": {"name": "r"}}]}]}},
     "resource_changes": [{"address": "aws_iam_role.ci", "change": {"after_unknown": {"arn": true, "name": false}}}],
     "prior_state": {"values": {"root_module": {"resources": [{"address": "data.aws_region.here", "mode": "data",
       "type": "aws_region", "name": "here", "values": {"name": "eu-west-1"}}]}}}}
    """

  private func read(_ text: String) throws -> TerraformPlan? {
    try TerraformPlan.read(Array(text.utf8), file: "plan.json").get()
  }

  @Test
  func `A plan holds its resources, with what is known only after apply unknown`() throws {
    let plan = try #require(try read(Self.plan))
    #expect(plan.kind == .plan)
    #expect(
      plan.resources.map(\.address) == ["aws_iam_role.ci", "module.a[\"x\"].aws_iam_role.r[0]", "data.aws_region.here"]
    )
    let role = plan.resources[0]
    #expect(role.attribute("name")?.string == "ci")
    #expect(role.attribute("arn")?.unknown?.reason == "it is known only after apply")
    #expect(role.attribute("path") == nil)
  }

  @Test
  func `A list with marks for other elements than it has is unknown, and without marks it is what it is`() throws {
    func tags(_ marks: String) throws -> TerraformValue? {
      let plan = Self.plan.replacing("\"name\": false", with: "\"tags\": \(marks)")
        .replacing("{\"name\": \"ci\"", with: "{\"tags\": [\"a\"]")
      return try read(plan)?.resources.first { $0.type == "aws_iam_role" }?.attribute("tags")
    }
    #expect(try tags("[true]")?.list?.first?.unknown?.reason == "it is known only after apply")
    #expect(try tags("[false, {\"a\": [true]}]")?.unknown?.reason == "it is known only after apply")
    #expect(try tags("[]")?.list?.first?.string == "a")
  }

  @Test
  func `A policy in a plan leads to its place in the file`() throws {
    let plan = try #require(try read(Self.plan))
    let text = try #require(plan.resources[0].attribute("assume_role_policy")?.text)
    let policy = text.json(at: SourceSpan(file: "", range: 0..<0))
    let effect = try #require(policy["Statement"]?.list?.first?["Effect"])
    #expect(effect.string == "Allow")
    let source = String(decoding: Array(Self.plan.utf8)[effect.span.range], as: UTF8.self)
    #expect(source == "\\\"Allow\\\"")
  }

  @Test
  func `A state is read, other JSON is none, and what is no JSON is refused`() throws {
    let state = #"{"format_version":"1.0","values":{"root_module":{"resources":[]},"outputs":{"x":{"value":"y"}}}}"#
    let read = try self.read(state)
    #expect(read?.kind == .state)
    #expect(read?.outputs.first?.value.string == "y")
    #expect(try self.read("{\"a\":1}") == nil)
    #expect(throws: TerraformPlanProblem.self) { try self.read("{\"a\":") }
  }
}
