import Foundation
import KeylessTesting
import Testing

/// Terraform and a folder that holds the AWS provider, where this machine has both.
enum TerraformTool {
  static let program: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  static let plugins: String? = {
    let named = ProcessInfo.processInfo.environment["KEYLESS_TF_PLUGINS"].map { [$0] } ?? []
    let optional = ((try? FileManager.default.contentsOfDirectory(atPath: "/opt")) ?? []).sorted().map { "/opt/\($0)" }
    return (named + optional).first {
      FileManager.default.fileExists(atPath: "\($0)/registry.terraform.io/hashicorp/aws")
    }
  }()

  static let isThere = program != nil && plugins != nil
  static let absence: Comment = "there is no terraform in PATH, or no folder with its AWS provider (KEYLESS_TF_PLUGINS)"

  /// Runs it in a folder, with nothing of the person who runs the tests; what it says, standard error included.
  static func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: try #require(program))
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1",
      "TF_CLI_CONFIG_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.allChunks()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// A folder that is gone afterwards.
  static func scratch(_ work: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-terraform-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try work(folder)
  }
}
