import Foundation
import KeylessSystem
import KeylessTesting
import Testing

/// moto's server, in a process of its own.
enum Emulator {
  private static let program: URL? = {
    let file = Binary.root.appending(path: ".venv/bin/moto_server")
    return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
  }()

  static let isThere = program != nil
  static let absence: Comment = "moto's server is not in .venv; `make clients` puts it there"

  /// Its first call of a service reads the whole service in, which may take it longer than keyless waits for an answer.
  private static func load(_ url: String) async throws {
    let scope = "AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/kms/aws4_request"
    let headers = [
      HeaderLine("x-amz-target", "TrentService.ListKeys"), HeaderLine("content-type", "application/x-amz-json-1.1"),
      HeaderLine("authorization", "AWS4-HMAC-SHA256 Credential=\(scope), SignedHeaders=host, Signature=none"),
    ]
    let request = HTTPRequest(method: "POST", url: url + "/", headers: headers, body: Array("{}".utf8))
    let response = try await System.patient().send(request)
    #expect(response.status == 200)
  }

  /// Runs it on a port that the system chooses for as long as the work takes; the work is given its URL.
  static func use<Result: Sendable>(in scratch: Scratch, _ work: (String) async throws -> Result) async throws -> Result
  {
    try await Companion.use(
      program,
      ["-H", "127.0.0.1", "-p", "0"],
      environment: ["HOME": scratch.home.path, "TMPDIR": scratch.temporary.path],
      saying: { text in text.firstMatch(of: /Running on (http:\/\/127\.0\.0\.1:[0-9]+)/).map { String($0.1) } }
    ) { url in
      let url = try #require(url, "moto's server did not start")
      try await load(url)
      return try await work(url)
    }
  }
}
