import Foundation
import Testing

/// moto's server, in a process of its own.
enum Emulator {
  private static let program: URL? = {
    let file = Binary.root.appending(path: ".venv/bin/moto_server")
    return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
  }()

  static let isThere = program != nil
  static let absence: Comment = "moto's server is not in .venv; `make clients` puts it there"

  /// Runs it on a port that the system chooses for as long as the work takes; the work is given its URL.
  static func use<Result: Sendable>(in scratch: Scratch, _ work: (String) async throws -> Result) async throws -> Result
  {
    try await Companion.use(
      program,
      ["-H", "127.0.0.1", "-p", "0"],
      environment: ["HOME": scratch.home.path, "TMPDIR": scratch.temporary.path],
      saying: { text in text.firstMatch(of: /Running on (http:\/\/127\.0\.0\.1:[0-9]+)/).map { String($0.1) } }
    ) { url in
      try await work(try #require(url, "moto's server did not start"))
    }
  }
}
