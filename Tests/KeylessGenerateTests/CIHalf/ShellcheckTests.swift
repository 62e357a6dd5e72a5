import Foundation
import KeylessGenerate
import KeylessSource
import Testing

@Suite(
  "shellcheck",
  .enabled(if: Shell.find("shellcheck") != nil, "there is no shellcheck in PATH (Debian: apt install shellcheck)")
)
struct ShellcheckTests {
  @Test(arguments: CICases.all)
  func `finds nothing in the generated shell`(example: CICases.Case) async throws {
    let tree = try example.tree()
    try await TestFolder.use { folder in
      var names: [String] = []
      for (name, text) in try Self.scripts(tree) {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        names.append(name)
      }
      #expect(names.count >= 6)
      let run = try await Shell.run(
        [#require(Shell.find("shellcheck")), "--shell=sh", "--external-sources"]
          + names.sorted(),
        environment: ["PATH": "/usr/bin:/bin"],
        in: folder
      )
      #expect(run.status == 0, "\(run.all)")
    }
  }

  /// So that a silent shellcheck is not taken for a clean script.
  @Test
  func `finds what is wrong`() async throws {
    try await TestFolder.use { folder in
      try Data("echo $1 >$2\n".utf8).write(to: URL(filePath: "\(folder)/x.sh"))
      let run = try await Shell.run(
        [#require(Shell.find("shellcheck")), "--shell=sh", "x.sh"],
        environment: ["PATH": "/usr/bin:/bin"],
        in: folder
      )
      #expect(run.status == 1 && run.output.contains("SC2086"))
    }
  }

  /// Every script of a tree, by a name for a file.
  static func scripts(_ tree: FileTree) throws -> [(String, String)] {
    var result: [(String, String)] = []
    for file in tree.files {
      let base = file.path.split(separator: "/").last.map(String.init) ?? file.path
      if base.hasSuffix(".sh") { result.append((base, file.text)) }
      guard base.hasSuffix(".yml") else { continue }
      let text =
        file.path.hasPrefix("templates/")
        ? try CIYAML.rendered(
          file.text,
          ["image": "x", "role_arn": "r", "plan_role_arn": "r", "apply_role_arn": "r"].filter {
            file.text.contains("\n    \($0.key):")
          }
        )
        : file.text
      guard case .mapping(let jobs) = try CIYAML.read(text).value else { continue }
      for job in jobs {
        for key in ["before_script", "script", "after_script"] where job.value[key] != nil {
          result.append(("\(base).\(job.name).\(key)", try CIYAML.script(job.value, key)))
        }
        result += steps(job.value, named: "\(base).\(job.name)")
      }
    }
    return result
  }

  /// The `run` of each step, however deep.
  private static func steps(_ node: YAMLNode, named name: String) -> [(String, String)] {
    switch node.value {
    case .scalar: []
    case .sequence(let nodes):
      nodes.enumerated().flatMap { steps($0.element, named: "\(name).\($0.offset)") }
    case .mapping(let entries):
      entries.flatMap { entry -> [(String, String)] in
        if entry.name == "run", let text = CIYAML.text(entry.value) { return [("\(name).run", text + "\n")] }
        return steps(entry.value, named: "\(name).\(entry.name)")
      }
    }
  }
}
