package import Foundation

/// Terraform, where this machine has it, for what needs no provider and no network.
package enum TerraformProgram {
  package static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  package static let isThere = path != nil

  /// What it says, standard error included, with nothing of the person who runs the tests.
  package static func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: path ?? "terraform")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1",
      "TF_CLI_CONFIG_FILE": "/dev/null",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    defer { try? output.fileHandleForReading.close() }
    let said = output.fileHandleForReading.allChunks()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  /// A folder that is gone afterwards.
  package static func scratch<Answer>(_ work: (URL) throws -> Answer) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-terraform-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try work(folder)
  }
}
