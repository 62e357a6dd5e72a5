import Foundation
import KeylessGenerate
import KeylessIntent
import KeylessSource
import Testing

@Suite("the AWS half as code")
struct AWSHalfTests {
  // What Terraform says to the recorded ones stands with the other tests that run it.
  @Test("the Terraform module is the recorded one, byte for byte", arguments: AWSHalfCase.all)
  func terraform(_ example: AWSHalfCase) throws {
    let tree = try TerraformModule.tree(for: try example.half(.terraform))
    #expect(try example.difference(tree, "terraform") == [])
  }

  @Test("the JSON documents are the recorded ones, byte for byte", arguments: AWSHalfCase.all)
  func documents(_ example: AWSHalfCase) throws {
    #expect(try example.difference(PolicyDocuments.tree(for: try example.half(.keyless)), "json") == [])
  }
}
