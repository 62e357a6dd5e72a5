import Foundation
import Testing

@Suite("an intent of which no half can be made")
struct UnwritableIntentTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var role = "deploy"
    var top = ""
    var admits = ["{project: acme/shop, project-id: 4711, namespace-id: 815, branches: [main]}"]
    var rest = ""
    var platform = "gitlab"
    var command = ["bootstrap"]
  }

  private static let cases = [
    Case(
      testDescription: "too-large",
      admits: (1...9).map { "{project: acme/shop-\($0), project-id: \($0), namespace-id: 7, branches: [main]}" }
    ),
    Case(
      testDescription: "one-entry-too-large",
      admits: [
        "{project: acme/shop, project-id: 1, branches: [\((1...60).map { "release-of-\($0)" }.joined(separator: ", "))]}"
      ]
    ),
    Case(testDescription: "role-name", role: "deploy shop"),
    Case(testDescription: "illegal-ref", admits: ["{project: acme/shop, project-id: 1, branches: [main..next]}"]),
    Case(testDescription: "illegal-project", admits: ["{project: acme//shop, project-id: 1, branches: [main]}"]),
    Case(
      testDescription: "contradiction",
      admits: ["{project: acme/shop, project-id: 1, tags: [v1], merge-requests: true}"]
    ),
    Case(testDescription: "unknown-platform", platform: "gitea"),
    Case(
      testDescription: "no-policy-file",
      rest: "    policies:\n      inline:\n        publish: publish.json\n",
      command: ["bootstrap", "plan"]
    ),
    Case(testDescription: "bad-policy-file", rest: "    policies:\n      inline:\n        publish: broken.json\n"),
    Case(
      testDescription: "reserved-policy-name",
      top: "region: eu-west-1\nstate: {bucket: acme-shop-state, roles: {deploy: write}}\n",
      rest:
        "    policies:\n      inline:\n        Keyless-State: {Statement: {Effect: Allow, Action: s3:GetObject, Resource: \"*\"}}\n"
    ),
    Case(
      testDescription: "too-many-policies",
      rest: "    policies:\n      managed:\n"
        + (1...21).map { "        - arn:aws:iam::111122223333:policy/p\($0)\n" }.joined()
    ),
    Case(
      testDescription: "inline-too-large",
      rest: """
            policies:
              inline:
                large: {Statement: {Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::\(String(repeating: "a", count: 10_300))"}}
        """
    ),
  ]

  @Test("is said at its place in keyless.yaml, and nothing is written", arguments: cases)
  func refused(_ example: Case) async throws {
    try await Scratch.use { scratch in
      let entries = example.admits.map { "      - \($0)\n" }.joined()
      try scratch.write(
        "version: 1\naccount: \"111122223333\"\nplatform: \(example.platform)\n\(example.top)roles:\n  \(example.role):\n"
          + "    admits:\n\(entries)\(example.rest)",
        to: "keyless.yaml"
      )
      try scratch.write("{\"Version\": \"2012-10-17\"}", to: "broken.json")
      let run = try await Binary.run(
        example.command + ["keyless.yaml"],
        environment: ["HOME": scratch.home.path, "AWS_ENDPOINT_URL": "http://127.0.0.1:1"],
        folder: scratch.url
      )
      #expect(run.status == 3)
      #expect(run.errors.contains("--> keyless.yaml:"))
      #expect(!scratch.exists("aws"))
      run.expectSnapshot("unwritable/\(example.testDescription)", of: example.command + ["keyless.yaml"], in: scratch)
    }
  }
}
