import Foundation
import KeylessIntent
import KeylessPlatforms
import KeylessSource
import Testing

@Suite("the examples and the schema")
struct ExampleTests {
  static func bytes(_ path: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appending(path: path)))
  }

  @Test("an example is read without a single diagnostic", arguments: ["gitlab", "github"])
  func examples(_ platform: String) throws {
    let bytes = try Self.bytes("examples/\(platform)/keyless.yaml")
    let (intent, diagnostics) = Intent.read(bytes, file: "keyless.yaml")
    #expect(diagnostics.isEmpty, "\(TextRenderer(SourceFiles("keyless.yaml", bytes)).render(diagnostics))")
    let roles = try #require(intent?.roles)
    #expect(roles.count == 4)
    for role in roles {
      #expect(!role.pipelines.isEmpty)
      for example in role.pipelines { #expect(role.admits(example.pipeline)) }
    }
  }

  @Test("the pipelines of an example have the names its comments promise")
  func names() throws {
    let gitlab = try #require(Intent.read(try Self.bytes("examples/gitlab/keyless.yaml"), file: "k").intent)
    #expect(gitlab.roles.flatMap { $0.pipelines.map(\.name) } == ["main", "release", "plan", "web"])
    #expect(gitlab.role(named: "shop-release")?.pipelines.first?.pipeline["ref"] == .text("v1.0.0"))
    let github = try #require(Intent.read(try Self.bytes("examples/github/keyless.yaml"), file: "k").intent)
    #expect(github.roles.flatMap { $0.pipelines.map(\.name) } == ["production", "pull-request", "release", "web"])
  }

  @Test(
    "the CI files beside the examples are YAML",
    arguments: ["gitlab/.gitlab-ci.yml", "github/.github/workflows/deploy.yml"]
  )
  func pipelines(_ path: String) throws {
    #expect(try YAMLReader.document(try Self.bytes("examples/\(path)"), file: path) != nil)
  }

  @Test("the schema describes exactly the keys the reader knows, each with a sentence")
  func schema() throws {
    let schema = try JSONParser.parse(try Self.bytes("Schemas/keyless.schema.json"))
    let definitions = try #require(schema["$defs"])
    for (node, keys) in [
      (schema, IntentKeys.top), (try #require(definitions["role"]), IntentKeys.role),
      (try #require(definitions["admission"]), IntentKeys.admission),
      (try #require(definitions["state"]), IntentKeys.state),
      (try #require(definitions["policies"]), IntentKeys.policies),
    ] {
      guard case .object(let members) = try #require(node["properties"]).value else {
        Issue.record("`properties` is no object")
        return
      }
      #expect(members.map(\.name) == keys)
      #expect(node["additionalProperties"]?.value == .bool(false))
      for member in members where member.value["$ref"] == nil {
        #expect(member.value["description"] != nil, "\(member.name) has no description")
      }
    }
  }
}
