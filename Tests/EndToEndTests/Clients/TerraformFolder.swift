import Foundation
import Testing

/// A configuration in a folder of its own, and Terraform in it with the administrator's keys and nothing of the person
/// who runs the tests.
struct TerraformFolder: Sendable {
  let url: URL
  private let environment: [String: String]

  init(_ url: URL, scratch: Scratch, server: AdministeredAWS) {
    self.url = url
    var environment = server.environment(scratch)
    environment["AWS_REGION"] = "eu-west-1"
    environment["CHECKPOINT_DISABLE"] = "1"
    environment["TF_IN_AUTOMATION"] = "1"
    self.environment = environment
  }

  /// Serves an empty AWS and initialises a folder that holds this configuration.
  static func use(
    _ configuration: String,
    _ work: @escaping @Sendable (AdministeredAWS, TerraformFolder) async throws -> Void
  ) async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let url = scratch.url.appending(path: "configuration")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try scratch.write(configuration, to: "configuration/main.tf")
        let folder = Self(url, scratch: scratch, server: server)
        try await folder.initialise()
        try await work(server, folder)
      }
    }
  }

  func terraform(_ arguments: [String]) async throws -> Binary.Run {
    try await Binary.run(arguments, environment: environment, program: Terraform.program, folder: url)
  }

  /// From the folder with the provider, so that nothing is fetched.
  func initialise() async throws {
    let plugins = try #require(Terraform.plugins).path
    let run = try await terraform(["init", "-plugin-dir=\(plugins)", "-input=false", "-no-color"])
    try #require(run.status == 0, "terraform init: \(run.output)\(run.errors)")
  }

  /// `apply`, whatever comes of it.
  func tryApply(_ variables: [String: String] = [:], _ more: String...) async throws -> Binary.Run {
    try await terraform(["apply", "-auto-approve", "-input=false", "-no-color"] + more + Self.flags(variables))
  }

  @discardableResult
  func apply(_ variables: [String: String] = [:]) async throws -> Binary.Run {
    let run = try await tryApply(variables)
    try #require(run.status == 0, "\(variables): \(run.output)\(run.errors)")
    return run
  }

  @discardableResult
  func destroy(_ variables: [String: String] = [:]) async throws -> Binary.Run {
    let run = try await tryApply(variables, "-destroy")
    try #require(run.status == 0, "\(variables): \(run.output)\(run.errors)")
    return run
  }

  /// Nothing is left to do.
  func expectNoDrift(_ variables: [String: String] = [:]) async throws {
    let run = try await terraform(["plan", "-detailed-exitcode", "-input=false", "-no-color"] + Self.flags(variables))
    #expect(run.status == 0, "\(variables): \(run.output)\(run.errors)")
  }

  func outputs() async throws -> [String: Any] {
    let run = try await terraform(["output", "-json"])
    let all = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: [String: Any]])
    return all.compactMapValues { $0["value"] }
  }

  private static func flags(_ variables: [String: String]) -> [String] {
    variables.sorted { $0.key < $1.key }.map { "-var=\($0.key)=\($0.value)" }
  }
}
