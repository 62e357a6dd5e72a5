import Foundation
import Testing

@Suite("the page about integration tests", .serialized, .timeLimit(.minutes(30)))
struct IntegrationPageTests {
  /// A whole block of the page, to be run as it stands.
  struct Block: Sendable, CustomTestStringConvertible {
    var language: String
    var heading: String
    var text: String

    var testDescription: String { "\(heading) (\(language))" }
    var needsTerraform: Bool { text.contains("terraform ") }
  }

  static let blocks: [Block] = {
    let page =
      (try? String(contentsOf: Binary.root.appending(path: "docs/integration-tests.md"), encoding: .utf8)) ?? ""
    var blocks: [Block] = []
    var heading = "start"
    var open: Block?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else if line == "```bash" || line == "```python" {
          open = Block(language: String(line.dropFirst(3)), heading: heading, text: "")
        }
      } else if open != nil {
        open?.text += line + "\n"
      } else if line.hasPrefix("## ") {
        heading = String(line.dropFirst(3))
      }
    }
    return blocks
  }()

  @Test("the page has a block for the start and one for each client")
  func all() {
    #expect(
      Self.blocks.map(\.testDescription) == ["start (bash)", "boto3 (python)", "AWS CLI (bash)", "Terraform (bash)"]
    )
  }

  @Test("every block runs as it stands", .enabled(if: RealClients.areThere, RealClients.absence), arguments: blocks)
  func runs(_ block: Block) async throws {
    guard !block.needsTerraform || Terraform.isThere else {
      print("skipped: \(block.testDescription): \(Terraform.absence)")
      return
    }
    try await Scratch.use { scratch in
      let files = FileManager.default
      let bin = scratch.url.appending(path: "bin")
      try files.createDirectory(at: bin, withIntermediateDirectories: true)
      try files.createSymbolicLink(at: bin.appending(path: "keyless"), withDestinationURL: Binary.keyless)
      let folder = scratch.url.appending(path: "work")
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try files.createSymbolicLink(
        at: folder.appending(path: "examples"),
        withDestinationURL: Binary.root.appending(path: "examples")
      )
      var environment = [
        "PATH": "\(bin.path):\(Binary.root.path)/.venv/bin:\(Binary.path)", "HOME": scratch.home.path,
        "TMPDIR": scratch.temporary.path, "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "",
      ]
      if let plugins = Terraform.plugins {
        environment["TF_CLI_CONFIG_FILE"] = try scratch.write(
          Terraform.configuration(plugins: plugins.path),
          to: "terraformrc"
        )
      }
      let isPython = block.language == "python"
      let script = try scratch.write(isPython ? block.text : "set -eu\n" + block.text, to: "block")
      let interpreter = isPython ? RealClients.python : Job.bash
      let program = try #require(interpreter)
      let run = try await Binary.run([script], environment: environment, program: program, folder: folder)
      #expect(run.status == 0, "\(block.testDescription): \(run.errors)\n\(run.output)")
      if block.heading == "AWS CLI" {
        #expect(run.output.contains("iam:GetRole\tallowed\niam:DeleteRole\timplicitDeny"))
      }
    }
  }
}
