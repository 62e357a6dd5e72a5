import Foundation
import Testing

/// Terraform's AWS provider, started once for many runs of Terraform.
///
/// Left to itself Terraform starts it anew for every step of every run, and reads its schemas again: two thirds of what a plan
/// costs. It is the same program, told that others start and stop it (Terraform's plugin documentation, "Debugging"); it
/// configures itself for each run, from the variables it was started with. The work of one provider must not overlap.
enum TerraformProvider {
  /// The work is given the variables by which Terraform finds it: none where the folder of plugins leaves a choice, which is
  /// then Terraform's.
  static func use<Result: Sendable>(
    environment: [String: String],
    _ work: ([String: String]) async throws -> Result
  ) async throws -> Result {
    guard let program else { return try await work([:]) }
    return try await Companion.use(
      program,
      ["-debug"],
      environment: environment.merging(Terraform.variables) { $1 },
      saying: { text in text.firstMatch(of: /TF_REATTACH_PROVIDERS='(.+)'/).map { String($0.1) } },
      // Then it takes its socket away.
      stop: SIGINT
    ) { address in
      try await work(["TF_REATTACH_PROVIDERS": try #require(address, "Terraform's provider did not start")])
    }
  }

  /// The only one that lies in the folder of plugins unpacked.
  private static let program: URL? = {
    guard let plugins = Terraform.plugins else { return nil }
    let top = plugins.appending(path: Terraform.provider)
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: top.path)) ?? []
    let programs = paths.map { top.appending(path: $0) }.filter { file in
      file.lastPathComponent.hasPrefix("terraform-provider-aws_")
        && FileManager.default.isExecutableFile(atPath: file.path)
    }
    return programs.count == 1 ? programs.first : nil
  }()
}
