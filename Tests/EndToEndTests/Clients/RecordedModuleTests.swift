import Foundation
import Testing

@Suite(
  "the recorded Terraform modules",
  .timeLimit(.minutes(30)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct RecordedModuleTests {
  /// Each holds an intent and beside it the module that is made from it, byte for byte.
  private static let fixtures = Binary.root.appending(path: "Tests/KeylessGenerateTests/Fixtures")

  @Test("are formatted and valid, and their own tests pass, which would see a changed trust policy")
  func real() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path).sorted()
    #expect(names.count >= 5)
    try await Scratch.use { scratch in
      let environment = ["HOME": scratch.home.path, "TMPDIR": scratch.temporary.path]
      // Its tests mock the provider, which is asked for nothing but its schemas.
      try await TerraformProvider.use(environment: environment) { variables in
        for name in names {
          let folder = scratch.url.appending(path: name)
          try FileManager.default.copyItem(at: Self.fixtures.appending(path: "\(name)/terraform"), to: folder)
          let module = TerraformFolder(folder, environment: environment.merging(variables) { $1 })
          try await module.initialise()
          let format = try await module.terraform(["fmt", "-check", "-diff", "-recursive"])
          #expect(format.status == 0, "\(name): \(format.output)\(format.errors)")
          let test = try await module.terraform(["test", "-no-color"])
          #expect(test.status == 0, "\(name): \(test.output)\(test.errors)")
          // A changed policy is noticed. Once is enough, because the test is the same in all of them.
          guard name == "hostile" else { continue }
          let roles = try scratch.read("\(name)/roles.tf")
          try scratch.write(
            roles.replacing("sts:AssumeRoleWithWebIdentity", with: "sts:AssumeRole"),
            to: "\(name)/roles.tf"
          )
          let changed = try await module.terraform(["test", "-no-color"])
          #expect(changed.status != 0 && changed.errors.contains("Test assertion failed"), "\(changed.errors)")
        }
      }
    }
  }
}
