import Foundation
import KeylessFindings
import KeylessSource
import KeylessTesting
import Testing

@Suite("the schema of SARIF 2.1.0", .enabled(if: SchemaProgram.isThere, SchemaProgram.absence))
struct SARIFSchemaTests {
  @Test
  func `takes every report`() throws {
    var plain = Example.report()
    plain.tool = ReportTool(version: "1")
    plain.findings = []
    plain.problems = []
    let texts = [Example.report(), HostileTextTests.report, plain].map { SARIFReport($0).render() }
    let (status, output) = try SchemaProgram.check(texts)
    #expect(status == 0, "\(output)")
  }

  @Test
  func `refuses one that is wrong`() throws {
    let text = SARIFReport(Example.report()).render().replacing("\"startLine\": 5", with: "\"startLine\": 0")
    let (status, output) = try SchemaProgram.check([text])
    #expect(status == 1)
    #expect(output.contains("0 is less than the minimum of 1"), "\(output)")
  }
}

/// check-jsonschema, which needs no network for a schema in a file.
enum SchemaProgram {
  private static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let program = here.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: ".venv/bin/check-jsonschema").path
  static let isThere = FileManager.default.isExecutableFile(atPath: program)
  static let absence: Comment = "check-jsonschema is not in .venv; `make clients` puts it there"

  static func check(_ texts: [String]) throws -> (status: Int32, output: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [String] = []
    for (index, text) in texts.enumerated() {
      let file = folder.appending(path: "\(index).json")
      try Data(text.utf8).write(to: file)
      files.append(file.path)
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    // One pattern of the schema is no regular expression to JavaScript.
    process.arguments =
      ["--regex-variant", "python", "--schemafile", here.appending(path: "Snapshots/sarif-schema-2.1.0.json").path]
      + files
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    defer { try? output.fileHandleForReading.close() }
    let bytes = output.fileHandleForReading.allChunks()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
