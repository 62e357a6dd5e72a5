/// Everything keyless asks of the machine it runs on.
///
/// One value, built once in `main` and handed down: no other room touches the process, the disk, the clock, randomness or the
/// network, so a test describes a whole machine by overriding fields.
package struct System: Sendable {
  /// A snapshot taken at the start; never read again.
  package var environment: [String: String]
  /// Unix seconds.
  package var now: @Sendable () -> Int
  /// That many bytes from the operating system's generator.
  package var randomBytes: @Sendable (Int) -> [UInt8]
  package var files: FileSystem
  package var send: @Sendable (HTTPRequest) async throws -> HTTPResponse
  package var run: @Sendable (ProcessRequest) async throws -> ProcessResult
  /// Returns when somebody asks this process to stop: SIGINT, SIGTERM or SIGHUP.
  package var untilStopped: @Sendable () async -> Void
  /// Writes text to standard output.
  package var printOutput: @Sendable (String) -> Void
  /// Writes text to standard error.
  package var printError: @Sendable (String) -> Void

  package init(
    environment: [String: String],
    now: @escaping @Sendable () -> Int,
    randomBytes: @escaping @Sendable (Int) -> [UInt8],
    files: FileSystem,
    send: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse,
    run: @escaping @Sendable (ProcessRequest) async throws -> ProcessResult,
    untilStopped: @escaping @Sendable () async -> Void,
    printOutput: @escaping @Sendable (String) -> Void,
    printError: @escaping @Sendable (String) -> Void
  ) {
    self.environment = environment
    self.now = now
    self.randomBytes = randomBytes
    self.files = files
    self.send = send
    self.run = run
    self.untilStopped = untilStopped
    self.printOutput = printOutput
    self.printError = printError
  }
}
