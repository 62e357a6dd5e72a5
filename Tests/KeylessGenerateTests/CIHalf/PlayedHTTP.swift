import Foundation
import KeylessTesting
import Testing

/// A small HTTP server that answers from a list and keeps what it was asked; Python's, on a port the system chooses.
struct PlayedHTTP: Sendable {
  /// The system's own first: a version manager's is a script that takes its time.
  static let python =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") ? "/usr/bin/python3" : Shell.find("python3")
  static let isThere = python != nil && Shell.find("curl") != nil
  static let absence: Comment = "there is no python3 or no curl in PATH"

  /// `body` may hold `%N`, the number of the request; `location` makes it a redirection.
  struct Answer: Codable, Sendable {
    var status = 200
    var body = ""
    var location: String?
  }

  struct Request: Codable, Sendable {
    var path: String
    var headers: [String: String]
  }

  let url: String
  private let folder: String

  /// What it was asked so far.
  var requests: [Request] {
    (try? String(contentsOfFile: "\(folder)/requests", encoding: .utf8))?.split(separator: "\n")
      .compactMap { try? JSONDecoder().decode(Request.self, from: Data($0.utf8)) } ?? []
  }

  /// The last answer is given again and again.
  ///
  /// `%U` in an answer is the server's own address.
  static func use<Result>(_ answers: [Answer], _ work: (PlayedHTTP) async throws -> Result) async throws -> Result {
    // Nobody listens where nobody is to be asked.
    if answers.isEmpty { return try await work(PlayedHTTP(url: "http://127.0.0.1:1", folder: "/nonexistent")) }
    return try await TestFolder.use { folder in
      try JSONEncoder().encode(answers).write(to: URL(filePath: "\(folder)/answers"))
      let process = Process()
      process.executableURL = URL(filePath: try #require(python))
      process.arguments = ["-c", program, folder]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      defer {
        // Foundation's children begin with the other signals blocked, when a task's thread starts them.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? output.fileHandleForReading.close()
      }
      // It says its address as soon as it listens.
      let line = String(decoding: output.fileHandleForReading.nextChunk(), as: UTF8.self)
      return try await work(PlayedHTTP(url: line.trimmingCharacters(in: .newlines), folder: folder))
    }
  }

  private static let program = #"""
    import http.server, json, sys
    folder = sys.argv[1]
    answers = json.load(open(folder + "/answers"))
    count = 0
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            global count
            answer = answers[min(count, len(answers) - 1)]
            count += 1
            with open(folder + "/requests", "a") as file:
                file.write(json.dumps({"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}}) + "\n")
            body = answer["body"].replace("%N", str(count)).encode()
            self.send_response(answer["status"])
            if answer.get("location"):
                self.send_header("Location", answer["location"].replace("%U", address))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def log_message(self, *arguments):
            pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    address = "http://127.0.0.1:%d" % server.server_address[1]
    print(address, flush=True)
    server.serve_forever()
    """#
}
