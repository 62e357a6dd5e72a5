import Foundation
import Testing

/// A POSIX shell of this machine, and what a script printed under it.
struct Shell: Sendable, CustomTestStringConvertible {
  var name: String
  var command: [String]
  var testDescription: String { name }

  static let wanted = ["dash", "busybox", "bash"]
  static let found: [Shell] = wanted.compactMap { name in
    find(name).map { Shell(name: name, command: name == "busybox" ? [$0, "sh"] : [$0]) }
  }
  static let missing = wanted.filter { name in !found.contains { $0.name == name } }
  static let absence: Comment = "not in PATH: \(missing.joined(separator: ", ")); the scripts are not run under them"

  struct Run: Sendable {
    var status: Int32
    var output: String
    var errors: String
    var all: String { output + errors }
  }

  static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  func run(
    _ script: String,
    options: [String] = [],
    environment: [String: String],
    in folder: String
  ) async throws -> Run {
    try await Self.run(command + options + ["-c", script], environment: environment, in: folder)
  }

  /// Runs a program to its end, with exactly this environment.
  static func run(_ command: [String], environment: [String: String], in folder: String) async throws -> Run {
    try await TestFolder.use { scratch in
      let process = Process()
      process.executableURL = URL(filePath: command[0])
      process.arguments = Array(command.dropFirst())
      process.environment = environment
      process.currentDirectoryURL = URL(filePath: folder)
      process.standardInput = FileHandle.nullDevice
      let files = ["output", "errors"].map { URL(filePath: "\(scratch)/\($0)") }
      for file in files { try Data().write(to: file) }
      // Foundation keeps what a process was given, so a descriptor that is not closed here stays open as long as the tests run.
      let handles = try files.map { try FileHandle(forWritingTo: $0) }
      defer { for handle in handles { try? handle.close() } }
      process.standardOutput = handles[0]
      process.standardError = handles[1]
      let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
      process.terminationHandler = { process in
        ended.yield(process.terminationStatus + (process.terminationReason == .exit ? 0 : 128))
        ended.finish()
      }
      try process.run()
      // Not by blocking: the threads that tests share are few.
      var status: Int32 = -1
      for await end in ends { status = end }
      let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
      return Run(status: status, output: texts[0], errors: texts[1])
    }
  }
}

/// A folder for one test, gone when the test is.
enum TestFolder {
  static func use<Result>(_ work: (String) async throws -> Result) async throws -> Result {
    let folder = try make()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await work(folder)
  }

  private static func make() throws -> String {
    let url = FileManager.default.temporaryDirectory.appending(path: "keyless-tests-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }
}
