import Foundation
import Testing

@Suite("what the documents show", .timeLimit(.minutes(30)))
struct DocumentTests {
  static let documents: [String] = {
    let files = FileManager.default
    let docs = ((try? files.contentsOfDirectory(atPath: Binary.root.path + "/docs")) ?? []).sorted()
    return (["README.md", "CONTRIBUTING.md", "SECURITY.md"] + docs.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" })
      .filter { files.fileExists(atPath: Binary.root.path + "/" + $0) }
  }()

  private static func text(_ document: String) throws -> String {
    try String(contentsOf: Binary.root.appending(path: document), encoding: .utf8)
  }

  /// The commands one after the other, as a reader would run them; nil for one whose program is not installed.
  private static func run(_ examples: [ShellExample]) async throws -> [(ShellExample, Binary.Run?)] {
    try await Scratch.use { scratch in
      let files = FileManager.default
      // The repository by another name: what a command writes stays out of the real one.
      let folder = scratch.url.appending(path: "repository")
      let bin = scratch.url.appending(path: "bin")
      for made in [folder, bin] { try files.createDirectory(at: made, withIntermediateDirectories: true) }
      // The examples as a copy, because tools work in them.
      try ExampleTree.copy("examples", to: folder.appending(path: "examples"))
      for name in try files.contentsOfDirectory(atPath: Binary.root.path)
      where !name.hasPrefix(".") && name != "examples" {
        try files.createSymbolicLink(
          at: folder.appending(path: name),
          withDestinationURL: Binary.root.appending(path: name)
        )
      }
      try files.createSymbolicLink(at: bin.appending(path: "keyless"), withDestinationURL: Binary.keyless)
      let path = "\(bin.path):\(Binary.root.path)/.venv/bin:\(Binary.path)"
      var environment = ["PATH": path, "HOME": scratch.home.path, "TMPDIR": scratch.temporary.path]
      if let plugins = Terraform.plugins {
        environment["TF_CLI_CONFIG_FILE"] = try scratch.write(
          Terraform.configuration(plugins: plugins.path),
          to: "terraformrc"
        )
      }
      var runs: [(ShellExample, Binary.Run?)] = []
      for example in examples {
        let isMissing = example.program.map { !$0.contains("/") && Binary.find($0, in: path) == nil } ?? false
        let wantsTerraform = example.command.contains("--aws-half") || example.command.contains("terraform ")
        if isMissing || (wantsTerraform && !Terraform.isThere) {
          runs.append((example, nil))
          continue
        }
        let run = try await Binary.run(
          ["-c", example.script],
          environment: environment,
          program: URL(filePath: "/bin/sh"),
          folder: folder
        )
        runs.append((example, run))
      }
      return runs
    }
  }

  @Test("every keyless command of a document runs and ends as the document says", arguments: documents)
  func commands(document: String) async throws {
    for (example, run) in try await Self.run(ShellExample.all(in: try Self.text(document), document: document)) {
      if let run {
        #expect(run.status == example.status, "\(example): \(run.errors)")
      } else {
        print("skipped: \(example): `\(example.program ?? "")` is not installed")
      }
    }
  }

  @Test("commands run in the repository one after the other, and write beside it")
  func runner() async throws {
    let text = """
      ```sh
      keyless rehearse examples/gitlab | tail -n 1
      keyless token mint --platform github --fact repository=acme/shop --out token
      .build/debug/keyless token inspect token > text
      keyless token inspect no-such-token   # exit 2
      keyless serve --play https://gitlab.com
      keyless serve --no-such-option   # exit 3
      keyless rehearse examples/gitlab --pipeline main -- sh -c 'exit 0'
      keyless rehearse examples/gitlab --pipeline main -- keyless-no-such-program
      ```
      """
    let runs = try await Self.run(ShellExample.all(in: text, document: "a.md"))
    #expect(runs.map { $0.1?.status } == [0, 0, 0, 2, 0, 3, 1, nil])
    // The seventh does not end as it says, and the test of its document would fail.
    #expect(runs.map { $0.1?.status == $0.0.status } == [true, true, true, true, true, true, false, false])
    #expect(!FileManager.default.fileExists(atPath: Binary.root.appending(path: "token").path))
  }

  @Test("commands are found with their continuation, their line and the status they announce")
  func harness() {
    let text = """
      ```sh
      make demo   # no keyless command
      keyless rehearse examples/gitlab
      $ .build/debug/keyless token inspect token \\
          --jwks keys.json   # exit 1: another key
      keylessness
      ```
      ```text
      keyless rehearse nowhere
      ```
      keyless rehearse nowhere
        ```sh
        keyless rehearse x --pipeline main -- terraform plan # needs no status
        ```
      """
    #expect(
      ShellExample.all(in: text, document: "a.md") == [
        ShellExample(document: "a.md", line: 3, command: "keyless rehearse examples/gitlab"),
        ShellExample(document: "a.md", line: 4, command: "keyless token inspect token --jwks keys.json", status: 1),
        ShellExample(document: "a.md", line: 13, command: "keyless rehearse x --pipeline main -- terraform plan"),
      ]
    )
    #expect(ShellExample.all(in: text, document: "a.md").map(\.program) == [nil, nil, "terraform"])
  }

  @Test("every make verb that a document names is in the Makefile", arguments: documents)
  func verbs(document: String) throws {
    let makefile = try Self.text("Makefile")
    let targets = Set(makefile.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) })
    #expect(targets.isSuperset(of: ["help", "demo", "build", "test", "lint", "format", "record", "bench"]))
    #expect(!targets.contains("steal"))
    let text = try Self.text(document)
    // In running text a verb stands in backticks; in a block it begins the line.
    let named =
      text.matches(of: /`make ([a-z-]+)`/).map { String($0.1) }
      + text.matches(of: /(?m)^\s*make ([a-z-]+)(?=\s*$|\s+#)/).map { String($0.1) }
    for verb in named { #expect(targets.contains(verb), "\(document) names `make \(verb)`") }
  }

  @Test("every file that a document links to is there", arguments: documents)
  func links(document: String) throws {
    let folder = Binary.root.appending(path: document).deletingLastPathComponent()
    for link in try Self.text(document).matches(of: /\]\(([^)#\s]+)[^)]*\)/).map({ String($0.1) })
    where !link.contains("://") && !link.hasPrefix("mailto:") {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: link).path), "\(document) links to \(link)")
    }
  }
}
