import KeylessLint
import KeylessSource
import Testing

/// What a module makes that nobody fetched is not checked, and that is said.
@Suite("Modules that are not in the tree")
struct MissingModuleTests {
  private static let call =
    "module \"roles\" {\n  source = \"git::https://deploy:S3cretWord@git.example.com/roles.git?token=abc\"\n}\n"
  private static let role = "resource \"aws_iam_role\" \"r\" { assume_role_policy = \"{}\" }\n"

  private static func problems(_ files: [String: String]) -> [Diagnostic] {
    var tree = SourceTree()
    for (path, text) in files { tree[path] = Array(text.utf8) }
    return Check(CheckInput(tree: tree)).outcome().diagnostics.filter { $0.id == "module-not-read" }
  }

  @Test
  func `are told at their calls, without the password of their source`() throws {
    let problems = Self.problems(["main.tf": Self.call])
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.message.description.contains("`roles`"))
    #expect(problem.message.description.contains("git.example.com"))
    let shown = "\(problem.message) \(problem.primary.text)"
    #expect(!shown.contains("S3cretWord") && !shown.contains("abc"))
    // The line that is quoted is that of the call, and not that of the source.
    #expect(String(decoding: Array(Self.call.utf8)[problem.primary.span.range], as: UTF8.self) == "module \"roles\"")
  }

  @Test
  func `are one problem, however many they are and however often they are called`() {
    let calls = (0..<300).map { "module \"m\($0)\" {\n  source = \"acme/roles/aws\"\n  count = 3\n}\n" }.joined()
    let problems = Self.problems(["main.tf": calls])
    #expect(problems.count == 1)
    #expect(problems[0].message.description.hasPrefix("300 modules are not read: `m0`, "))
    #expect(problems[0].message.description.utf8.count < 200)
    #expect(problems[0].related.count == 4)
  }

  @Test
  func `are none where init fetched them, and where they are called from the tree`() {
    let manifest = #"{"Modules":[{"Key":"roles","Source":"x","Dir":".terraform/modules/roles"}]}"#
    #expect(
      Self.problems([
        "main.tf": Self.call, ".terraform/modules/modules.json": manifest,
        ".terraform/modules/roles/main.tf": Self.role,
      ]).isEmpty
    )
    #expect(
      Self.problems(["main.tf": "module \"roles\" {\n  source = \"./roles\"\n}\n", "roles/main.tf": Self.role]).isEmpty
    )
  }
}
