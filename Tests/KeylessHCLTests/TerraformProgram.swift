import Foundation
import KeylessTesting
import Testing

/// Terraform, where this machine has it; nothing that is asked of it here needs a provider or a network.
enum TerraformProgram {
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  static let isThere = path != nil
  static let absence: Comment = "there is no terraform in PATH"

  /// What it answers, with nothing of the person who runs the tests.
  static func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
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
    let answer = output.fileHandleForReading.allChunks()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: answer, as: UTF8.self))
  }

  /// A folder that is gone afterwards.
  static func scratch<Answer>(_ work: (URL) throws -> Answer) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-hcl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try work(folder)
  }

  /// Which of the sources its parser refuses, in one run.
  static func refused(_ sources: [[UInt8]]) throws -> Set<Int> {
    try scratch { folder in
      for (number, source) in sources.enumerated() {
        try Data(source).write(to: folder.appending(path: "case-\(number).tf"))
      }
      let answer = try run(["fmt", "-no-color", "-write=false", "-list=false", "."], in: folder)
      var refused: Set<Int> = []
      for line in answer.output.split(separator: "\n") {
        guard let name = line.range(of: "on case-") else { continue }
        if let number = Int(line[name.upperBound...].prefix { $0.isNumber }) { refused.insert(number) }
      }
      return refused
    }
  }
}
