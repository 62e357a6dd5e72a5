import Foundation
import KeylessGenerate
import KeylessIntent
import KeylessSource
import Testing

@Suite("the AWS half as code")
struct AWSHalfTests {
  @Test("the Terraform module is the recorded one, byte for byte", arguments: AWSHalfCase.all)
  func terraform(_ example: AWSHalfCase) throws {
    let tree = try TerraformModule.tree(for: try example.half(.terraform))
    #expect(try example.difference(tree, "terraform") == [])
  }

  @Test("the JSON documents are the recorded ones, byte for byte", arguments: AWSHalfCase.all)
  func documents(_ example: AWSHalfCase) throws {
    #expect(try example.difference(PolicyDocuments.tree(for: try example.half(.keyless)), "json") == [])
  }

  @Test(
    "Terraform finds every module formatted and valid, and its own tests pass",
    .enabled(if: TerraformTool.isThere, TerraformTool.absence),
    arguments: AWSHalfCase.all
  )
  func real(_ example: AWSHalfCase) throws {
    try TerraformTool.scratch { folder in
      for file in try TerraformModule.tree(for: try example.half(.terraform)).files {
        let url = folder.appending(path: file.path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url)
      }
      let plugins = try #require(TerraformTool.plugins)
      for arguments in [
        ["fmt", "-check", "-diff", "-recursive"], ["init", "-plugin-dir=\(plugins)", "-input=false", "-no-color"],
        ["test", "-no-color"],
      ] {
        let (status, output) = try TerraformTool.run(arguments, in: folder)
        #expect(status == 0, "terraform \(arguments[0]): \(output)")
      }
      // The twin: a changed policy is noticed. Once is enough, because starting the provider takes long.
      guard example.name == "hostile" else { return }
      let roles = folder.appending(path: "roles.tf")
      let text = try String(contentsOf: roles, encoding: .utf8)
      try Data(text.replacing("sts:AssumeRoleWithWebIdentity", with: "sts:AssumeRole").utf8).write(to: roles)
      #expect(try TerraformTool.run(["test", "-no-color"], in: folder).status != 0)
    }
  }
}
