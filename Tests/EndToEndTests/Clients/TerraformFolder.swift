import Foundation
import Testing

/// A configuration in a folder of its own, and Terraform in it with the administrator's keys and nothing of the person
/// who runs the tests.
struct TerraformFolder: Sendable {
  let url: URL
  private var environment: [String: String]

  init(_ url: URL, environment: [String: String]) {
    self.url = url
    self.environment = environment.merging(Terraform.variables) { $1 }
  }

  init(_ url: URL, scratch: Scratch, server: AdministeredAWS) {
    self.init(url, environment: server.environment(scratch).merging(["AWS_REGION": "eu-west-1"]) { $1 })
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
        try await folder.withProvider { try await work(server, $0) }
      }
    }
  }

  /// The same folder with a provider that stays up between the runs; it is initialised before.
  func withProvider<Result: Sendable>(_ work: (TerraformFolder) async throws -> Result) async throws -> Result {
    try await TerraformProvider.use(environment: environment) { variables in
      var folder = self
      folder.environment.merge(variables) { $1 }
      return try await work(folder)
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

  /// What the plan of an `apply` did, by the address of each resource that it did something with.
  func applyingChanges() async throws -> [String: String] {
    let run = try await terraform(["apply", "-json", "-auto-approve", "-input=false"])
    try #require(run.status == 0, "\(run.output)\(run.errors)")
    var actions: [String: String] = [:]
    for line in run.output.split(separator: "\n") {
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard event?["type"] as? String == "planned_change", let change = event?["change"] as? [String: Any] else {
        continue
      }
      let resource = try #require((change["resource"] as? [String: Any])?["addr"] as? String)
      actions[resource] = change["action"] as? String
    }
    return actions
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
