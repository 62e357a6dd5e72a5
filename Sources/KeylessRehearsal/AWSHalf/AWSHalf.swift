import KeylessAWS
import KeylessCalls
import KeylessIntent
import KeylessSource
import KeylessSystem

/// Applies a Terraform or OpenTofu directory to the local AWS, as an administrator does it once for a real account.
///
/// The tool works on a copy with a local state, so the original gets no state, no lock file and no plugins.
package struct AWSHalf: Sendable {
  /// The directory with the provider and the roles.
  package var directory: String
  /// The tool; nil: `tofu` where the directory has `.tofu` files, else `terraform`.
  package var program: String?

  package init(directory: String, program: String? = nil) {
    self.directory = directory
    self.program = program
  }

  /// `root` is a directory that is copied whole when the AWS half lies in it, so that modules beside it are found.
  func apply(_ stage: Stage, root: String, endpoint: String, _ system: System) async throws -> AWSHalfReport {
    guard system.files.isDirectory(directory) else {
      throw RehearsalError(
        .usage,
        "there is no directory `\(TerminalText.escaping(directory))`; --aws-half names one with the AWS half"
      )
    }
    let folder = try system.files.makeTemporaryDirectory()
    do {
      let report = try await apply(stage, root: root, in: folder, endpoint, system)
      try system.files.removeTree(folder)
      return report
    } catch {
      try? system.files.removeTree(folder)
      throw error
    }
  }

  private func apply(
    _ stage: Stage,
    root: String,
    in folder: String,
    _ endpoint: String,
    _ system: System
  ) async throws -> AWSHalfReport {
    let inner = Self.path(of: directory, below: root)
    var copy = TreeCopy(system)
    try copy.copy(inner == nil ? directory : root, to: folder + "/half")
    let work = folder + "/half" + (inner.map { $0.isEmpty ? "" : "/" + $0 } ?? "")
    let names = try system.files.entries(work, TreeCopy.mostFiles).map(\.name)
    let hasTofu = names.contains { $0.hasSuffix(".tofu") || $0.hasSuffix(".tofu.json") }
    guard hasTofu || names.contains(where: { $0.hasSuffix(".tf") || $0.hasSuffix(".tf.json") }) else {
      throw RehearsalError(.usage, "`\(TerminalText.escaping(directory))` holds no Terraform or OpenTofu files")
    }
    // An override file: it wins over a backend that the configuration names, which would be the real account's.
    let backend = "terraform {\n  backend \"local\" {\n    path = \"\(folder)/half.tfstate\"\n  }\n}\n"
    try system.files.createPrivate(work + "/keyless_override.tf", Array(backend.utf8))
    let environment = try self.environment(stage, folder, endpoint, system)
    let tool = program ?? (hasTofu ? "tofu" : "terraform")
    _ = stage.calls.drain()
    for step in [["init", "-input=false", "-no-color"], ["apply", "-auto-approve", "-input=false", "-no-color"]] {
      let log = folder + "/" + step[0] + ".log"
      let result = try await system.run(
        ProcessRequest(command: [tool] + step, environment: environment, directory: work, outputFile: log)
      )
      guard result == .exited(0) else {
        throw RehearsalError(
          .awsHalf,
          "applying the AWS half failed: `\(tool) \(step[0])` ended with status \(result.shellStatus)"
            + Self.tail(try system.files.read(log, 8 << 20) ?? []) + Self.refusals(stage.calls.drain())
        )
      }
    }
    return AWSHalfReport(directory: directory, tool: tool, calls: stage.calls.drain())
  }

  /// The variables of an administrator on a machine that has nothing but the local AWS.
  private func environment(
    _ stage: Stage,
    _ folder: String,
    _ endpoint: String,
    _ system: System
  ) throws -> [String: String] {
    let key = stage.administrator
    let home = folder + "/home"
    try system.files.makeDirectory(home)
    try system.files.makeDirectory(folder + "/tmp")
    // The AWS half of a real account often names the administrator's profile.
    let profiles = ProfileSearch(system).names(in: [directory])
    try ProfileFiles.write(
      profiles.map { .init(name: $0, accessKeyID: key.accessKeyID, secret: key.secret) },
      home: home,
      region: stage.intent.region,
      system
    )
    var variables = system.environment.filter { name, _ in
      JobEnvironment.inherited.contains(name) || name.hasPrefix("LC_") || name.hasPrefix("TF_VAR_")
    }
    variables.merge(JobEnvironment.endpoints(endpoint, region: stage.intent.region)) { $1 }
    variables["HOME"] = home
    variables["TMPDIR"] = folder + "/tmp"
    variables["TF_IN_AUTOMATION"] = "1"
    variables["AWS_ACCESS_KEY_ID"] = key.accessKeyID
    variables["AWS_SECRET_ACCESS_KEY"] = key.secret.exposed
    return variables
  }

  /// What follows `root` in a path that lies in it; nil for one that does not.
  static func path(of directory: String, below root: String) -> String? {
    func parts(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }
    let isAbsolute = (directory.hasPrefix("/"), root.hasPrefix("/"))
    let (inner, outer) = (parts(directory), parts(root))
    guard isAbsolute.0 == isAbsolute.1, !inner.contains(".."), !outer.contains(".."), inner.starts(with: outer) else {
      return nil
    }
    return inner.dropFirst(outer.count).joined(separator: "/")
  }

  private static func tail(_ log: [UInt8]) -> String {
    let lines = String(decoding: log, as: UTF8.self).split(separator: "\n").suffix(30)
    return lines.isEmpty ? "" : "\n" + lines.map { "  " + TerminalText.escaping(String($0)) }.joined(separator: "\n")
  }

  /// What the tool's own text cannot say: why the local AWS refused.
  private static func refusals(_ calls: [CallRecord]) -> String {
    let reasons = calls.suffix(20).compactMap { call in
      if case .refused(let code, _, let reason) = call.outcome, call.action.utf8.first != UInt8(ascii: "G") {
        "  \(call.service):\(TerminalText.escaping(call.action)) \(code): \(TerminalText.escaping(reason))"
      } else {
        nil
      }
    }
    return reasons.isEmpty ? "" : "\nthe local AWS refused:\n" + reasons.joined(separator: "\n")
  }
}
