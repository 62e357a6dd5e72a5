import Foundation
import Testing

/// A copy of an example in a folder of its own, with what Terraform needs to work without a network.
struct ExampleTree {
  let folder: URL
  /// Where Terraform finds its plugins; passed on to a rehearsed job by its own name.
  let environment: [String: String]

  static func use<Result>(_ example: String, _ work: (ExampleTree) async throws -> Result) async throws -> Result {
    try await Scratch.use { scratch in
      let folder = scratch.url.appending(path: example)
      try copy("examples/\(example)", to: folder)
      let plugins = try #require(Terraform.plugins).path
      let configuration = try scratch.write(Terraform.configuration(plugins: plugins), to: "terraformrc")
      let tree = ExampleTree(
        folder: folder,
        environment: [
          "TF_CLI_CONFIG_FILE": configuration, "TMPDIR": scratch.temporary.path, "HOME": scratch.home.path,
        ]
      )
      let result = try await work(tree)
      #expect(try scratch.leftovers().isEmpty)
      return result
    }
  }

  /// Copies a folder of the repository without what Terraform left in it.
  static func copy(_ path: String, to folder: URL) throws {
    let files = FileManager.default
    try files.copyItem(at: Binary.root.appending(path: path), to: folder)
    for name in try files.subpathsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".terraform") || name.hasSuffix(".terraform.lock.hcl") || name.contains(".tfstate") {
      try? files.removeItem(at: folder.appending(path: name))
    }
  }

  /// `keyless rehearse` in the example's folder, with the AWS half that lies in it.
  func rehearse(_ options: [String], awsHalf: String = "aws", command: [String] = []) async throws -> Binary.Run {
    try await Binary.run(
      ["rehearse", ".", "--aws-half", awsHalf] + options + (command.isEmpty ? [] : ["--"] + command),
      environment: environment,
      folder: folder
    )
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: path).path) }
}
