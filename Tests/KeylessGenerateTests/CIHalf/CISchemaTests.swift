import Foundation
import KeylessGenerate
import KeylessSource
import Testing

@Suite("the platforms' own schemas", .enabled(if: SchemaChecker.isThere, SchemaChecker.absence))
struct CISchemaTests {
  private func check(_ text: String, _ schema: String) async throws -> Shell.Run {
    try await TestFolder.use { folder in
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/file.yml"))
      return try await Shell.run(
        [SchemaChecker.program, "--builtin-schema", "vendor.\(schema)", "file.yml"]
          // GitLab's own tag, which the schema's reader does not know otherwise.
          + (schema == "gitlab-ci" ? ["--data-transform", "gitlab-ci"] : []),
        environment: ["PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8"],
        in: folder
      )
    }
  }

  @Test(arguments: CICases.all)
  func `take every generated file`(example: CICases.Case) async throws {
    let roles = ["role_arn", "plan_role_arn", "apply_role_arn"]
    var checked = 0
    for file in try example.tree().files where file.path.hasSuffix(".yml") {
      var texts: [(String, String)] = []
      if file.path.hasPrefix("templates/") {
        let header = try #require(file.text.split(separator: "\n---\n").first)
        texts.append((header + "\n", "gitlab-ci"))
        for source in ["job", "ref"] {
          var inputs = ["image": "alpine", "plan_source": source]
          for role in roles { inputs[role] = "$ROLE" }
          let declared = inputs.filter { file.text.contains("\n    \($0.key):") }
          texts.append((try CIYAML.rendered(file.text, declared), "gitlab-ci"))
        }
      } else {
        texts = [
          (
            file.text,
            file.path.hasPrefix("include/")
              ? "gitlab-ci" : file.path.contains("/workflows/") ? "github-workflows" : "github-actions"
          )
        ]
      }
      for (text, schema) in texts {
        let run = try await check(text, schema)
        #expect(run.status == 0, "\(file.path): \(run.all)")
        checked += 1
      }
    }
    #expect(checked == (example.name.hasPrefix("gitlab") ? 7 : 2))
  }

  @Test(arguments: [
    ("gitlab-ci", "job:\n  script: [x]\n  artifacts: {acess: developer}\n"),
    ("gitlab-ci", "spec:\n  inputs:\n    x: {type: text}\n"),
    ("github-workflows", "on: push\njobs: {x: {runs-on: y, step: []}}\n"),
    ("github-actions", "name: x\nruns: {using: composite}\n"),
  ])
  func `refuse what is wrong`(schema: String, text: String) async throws {
    #expect(try await check(text, schema).status == 1)
  }

  /// In a component as GitLab reads it the strange audience is the intent's, byte for byte.
  @Test(arguments: [CICases.gitlab, CICases.all[2]])
  func `find the audience that the intent names`(example: CICases.Case) async throws {
    let tree = try example.tree()
    let audience = example.name == "gitlab" ? "sts.amazonaws.com" : CICases.strangeAudience
    let component = try CIYAML.read(
      CIYAML.rendered(
        #require(tree["templates/aws-credentials.yml"]),
        example.name == "gitlab" ? [:] : ["role_arn": "x"]
      )
    )
    let include = try CIYAML.read(#require(tree["include/aws-credentials.gitlab-ci.yml"]))
    for file in [component, include] {
      let aud = try #require(file[".aws-credentials"]?["id_tokens"]?["KEYLESS_ID_TOKEN"]?["aud"])
      #expect(CIYAML.text(aud) == audience)
    }
  }
}

/// check-jsonschema, which carries the schemas of GitLab and GitHub.
enum SchemaChecker {
  static let program: String = {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: ".venv/bin/check-jsonschema").path
  }()
  static let isThere = FileManager.default.isExecutableFile(atPath: program)
  static let absence: Comment = "check-jsonschema is not in .venv; `make clients` puts it there"
}
