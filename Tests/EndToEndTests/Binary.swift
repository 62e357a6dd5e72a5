import Foundation

/// The built `keyless`, run as a user runs it: its own process, a scrubbed environment, everything captured.
enum Binary {
  struct Run: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The folder that holds this package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Beside the running test bundle, whatever the build folder is called.
  static let keyless: URL = {
    let running = URL(filePath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    let beside = running.deletingLastPathComponent().appending(path: "keyless")
    return FileManager.default.isExecutableFile(atPath: beside.path)
      ? beside : root.appending(path: ".build/debug/keyless")
  }()

  static func run(
    _ arguments: [String],
    environment: [String: String] = [:],
    input: String = "",
    program: URL? = nil,
    folder: URL? = nil
  ) async throws -> Run {
    let process = Process()
    process.executableURL = program ?? keyless
    process.arguments = arguments
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"].merging(environment)
    {
      $1
    }
    process.currentDirectoryURL = folder ?? root
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    // Both pipes are read at once: a child that fills one while we wait at the other would never end.
    async let output = read(stdout)
    async let errors = read(stderr)
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    let (out, err) = (await output, await errors)
    process.waitUntilExit()
    return Run(status: process.terminationStatus, output: out, errors: err)
  }

  @concurrent
  private static func read(_ pipe: Pipe) async -> String {
    String(decoding: (try? pipe.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
  }
}
