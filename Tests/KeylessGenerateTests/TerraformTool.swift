import Foundation
import KeylessTesting
import Testing

/// Terraform without a provider, where this machine has it.
enum TerraformTool {
  static let program: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  static let isThere = program != nil
  static let absence: Comment = "there is no terraform in PATH"

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
