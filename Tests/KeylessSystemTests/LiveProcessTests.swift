import KeylessSystem
import Testing

/// Real children: a status comes back as a shell would report it.
@Suite("processes of this machine")
struct LiveProcessTests {
  private let system = System.live()

  @Test("the child's own status comes back", arguments: [Int32(0), 1, 42])
  func status(code: Int32) async throws {
    let result = try await system.run(ProcessRequest(command: ["/bin/sh", "-c", "exit \(code)"], environment: [:]))
    #expect(result == .exited(code))
    #expect(result.shellStatus == code)
  }

  @Test("a child that a signal ends is reported as 128 and the signal")
  func signal() async throws {
    let result = try await system.run(ProcessRequest(command: ["/bin/sh", "-c", "kill -TERM $$"], environment: [:]))
    #expect(result.shellStatus == 128 + 15)
  }

  @Test("the child has exactly the environment it was given")
  func environment() async throws {
    let script = "test \"$KEYLESS_TEST\" = yes && test -z \"$HOME\""
    let request = ProcessRequest(command: ["/bin/sh", "-c", script], environment: ["KEYLESS_TEST": "yes"])
    #expect(try await system.run(request) == .exited(0))
  }

  @Test("a program that is not there is a failure that names it")
  func missing() async {
    let request = ProcessRequest(command: ["keyless-no-such-program"], environment: ["PATH": "/bin:/usr/bin"])
    await #expect(throws: SystemError(.commandNotFound, "`keyless-no-such-program` was not found in PATH")) {
      try await system.run(request)
    }
  }

  @Test("a path to nothing is not found, and a file that may not run is found but not runnable")
  func paths() async throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    try system.files.createPrivate(folder + "/file", [])
    for (path, code) in [
      (folder + "/none", SystemError.Code.commandNotFound), (folder + "/file/none", .commandNotFound),
      (folder + "/file", .commandNotRunnable), (folder, .commandNotRunnable),
    ] {
      let error = await #expect(throws: SystemError.self) {
        try await system.run(ProcessRequest(command: [path], environment: [:]))
      }
      #expect(error?.code == code, "\(error?.description ?? "none")")
    }
  }
}
