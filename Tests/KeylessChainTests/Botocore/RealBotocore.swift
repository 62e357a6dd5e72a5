import Foundation
import Testing

/// boto3 and the AWS CLI of `.venv`, asked through `Fixtures/boto3_rows.py`.
enum RealBotocore {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let python = root.appending(path: ".venv/bin/python").path
  static let aws = root.appending(path: ".venv/bin/aws").path
  static let hasBoto3 = FileManager.default.isExecutableFile(atPath: python) && installs("boto3")
  static let hasAWS = hasBoto3 && FileManager.default.isExecutableFile(atPath: aws)
  static let absence: Comment = "boto3 and the AWS CLI are not in .venv; `make clients` puts them there"

  struct Answer: Codable {
    var id: String
    var identity: String?
    var method: String?
    var error: String?
    var text: String?
  }

  struct Failed: Error { let text: String }

  /// In the order of the rows.
  ///
  /// Of the AWS CLI where `aws` is its path; else of boto3.
  static func answers(to rows: [BotocoreRow], aws: String? = nil, in folder: URL) async throws -> [Answer] {
    let file = folder.appending(path: "rows.jsonl")
    let output = folder.appending(path: "answers.jsonl")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try Data(rows.map { try encoder.encode($0) }.joined(separator: [10])).write(to: file)
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let handle = try FileHandle(forWritingTo: output)
    defer { try? handle.close() }
    let process = Process()
    process.executableURL = URL(filePath: python)
    let script = root.appending(path: "Tests/KeylessChainTests/Fixtures/boto3_rows.py").path
    process.arguments = [script, file.path] + (aws.map { ["--aws", $0] } ?? [])
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8"]
    process.standardOutput = handle
    process.standardInput = FileHandle.nullDevice
    let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      ended.yield(process.terminationStatus)
      ended.finish()
    }
    try process.run()
    // Not by blocking: the threads that tests share are few.
    var status: Int32 = -1
    for await end in ends { status = end }
    guard status == 0 else { throw Failed(text: "boto3_rows.py ends with \(status)") }
    let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
  }

  private static func installs(_ module: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["-c", "import \(module)"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
