import Foundation
import KeylessSystem
import Testing

/// Real children whose output is wanted: bounded in time and size, and killed with their whole process group.
struct LiveCaptureTests {
  private let system = System.live()
  private static let hasSetsid = FileManager.default.isExecutableFile(atPath: "/usr/bin/setsid")

  @Test
  func `what a child writes comes back with its status, and what it says on standard error does not`() async throws {
    let output = try await capture("printf out; printf err >&2; exit 3")
    #expect(output.result == .exited(3))
    #expect(output.bytes == Array("out".utf8))
  }

  @Test
  func `a child has exactly the environment it was given and no input`() async throws {
    let output = try await capture("printf %s \"$A$HOME\"; cat", environment: ["A": "b", "PATH": "/bin:/usr/bin"])
    #expect(output == ProcessOutput(.exited(0), Array("b".utf8)))
  }

  @Test
  func `a child that writes too much is killed, and one that writes just enough is not`() async throws {
    let path = ["PATH": "/bin:/usr/bin"]
    let fits = try await capture("head -c 1000 /dev/zero", environment: path, bytes: 1000)
    #expect(fits.bytes.count == 1000)
    let error = await #expect(throws: SystemError.self) {
      try await capture("cat /dev/zero", environment: path, bytes: 1000)
    }
    #expect(error?.code == .responseTooLarge)
  }

  @Test(.timeLimit(.minutes(8)))
  func `a child that hangs is killed with everything it started`() async throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let error = await #expect(throws: SystemError.self) {
      try await capture(
        "sleep 600 & echo $! > \(folder)/pid; sleep 600",
        environment: ["PATH": "/bin:/usr/bin"],
        seconds: 30
      )
    }
    #expect(error?.code == .timedOut)
    let text = String(decoding: try #require(try system.files.read(folder + "/pid", 100)), as: UTF8.self)
    let grandchild = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    // Killed is not gone yet; the time limit ends the wait for one that lives on.
    while try await isAlive(grandchild) {}
  }

  /// Its number is known a moment later than it runs; whoever lost it in that moment would wait for its end.
  @Test(.timeLimit(.minutes(8)))
  func `a child that is only just starting when the time is over is killed too`() async throws {
    for _ in 0..<20 {
      let error = await #expect(throws: SystemError.self) {
        try await capture("exec sleep 600", environment: ["PATH": "/bin:/usr/bin"], seconds: 0)
      }
      #expect(error?.code == .timedOut)
    }
  }

  @Test
  func `what a child leaves running when it has ended well goes on`() async throws {
    let output = try await capture(
      "sleep 600 > /dev/null & printf %s $!",
      environment: ["PATH": "/bin:/usr/bin"]
    )
    let agent = String(decoding: output.bytes, as: UTF8.self)
    #expect(try await isAlive(agent))
    _ = try await capture("kill \(agent)", environment: ["PATH": "/bin:/usr/bin"])
  }

  @Test(.timeLimit(.minutes(8)), .enabled(if: hasSetsid, "there is no setsid here"))
  func `a grandchild that left the process group and keeps the pipe open holds nobody up`() async throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let error = await #expect(throws: SystemError.self) {
      // Longer than the limit of this test: whoever waited for it would not get there.
      try await capture(
        "setsid sh -c 'echo $$ > \(folder)/pid; exec sleep 600' & sleep 600",
        environment: ["PATH": "/bin:/usr/bin"],
        seconds: 30
      )
    }
    #expect(error?.code == .timedOut)
    let identifier = String(decoding: try #require(try system.files.read(folder + "/pid", 100)), as: UTF8.self)
    _ = try await capture("kill \(identifier)", environment: ["PATH": "/bin:/usr/bin"])
  }

  @Test
  func `a program that is not there is a failure that names it`() async {
    await #expect(throws: SystemError(.commandNotFound, "`keyless-no-such-program` was not found in PATH")) {
      try await system.capture(
        ProcessRequest(command: ["keyless-no-such-program"], environment: ["PATH": "/bin:/usr/bin"]),
        ProcessLimits(seconds: 400, bytes: 10)
      )
    }
  }

  /// A process that was killed is gone, or waits to be buried by whoever adopted it.
  private func isAlive(_ identifier: String) async throws -> Bool {
    let script =
      "kill -0 \(identifier) 2> /dev/null && { ps -o stat= -p \(identifier) || { kill -0 \(identifier) 2> /dev/null && echo R; }; } || echo gone"
    let state = try await capture(script, environment: ["PATH": "/bin:/usr/bin"])
    let words = String(decoding: state.bytes, as: UTF8.self)
    return !words.hasPrefix("gone") && !words.hasPrefix("Z")
  }

  private func capture(
    _ script: String,
    environment: [String: String] = [:],
    seconds: Int = 400,
    bytes: Int = 1 << 16
  ) async throws -> ProcessOutput {
    try await system.capture(
      ProcessRequest(command: ["/bin/sh", "-c", script], environment: environment),
      ProcessLimits(seconds: seconds, bytes: bytes)
    )
  }
}
