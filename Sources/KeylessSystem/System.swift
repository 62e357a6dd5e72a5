/// Everything keyless asks of the machine it runs on.
///
/// One value, built once in `main` and handed down: no other room touches the process, the disk, the clock, randomness or the
/// network, so a test describes a whole machine by overriding fields.
package struct System: Sendable {
  /// A snapshot taken at the start; never read again.
  package var environment: [String: String]
  /// Unix seconds.
  package var now: @Sendable () -> Int
  /// Microseconds of a clock that only goes forward, to measure how long something took.
  package var microseconds: @Sendable () -> Int
  /// That many bytes from the operating system's generator.
  package var randomBytes: @Sendable (Int) -> [UInt8]
  package var files: FileSystem
  package var send: @Sendable (HTTPRequest) async throws -> HTTPResponse
  package var run: @Sendable (ProcessRequest) async throws -> ProcessResult
  /// Runs a child for what it writes to its standard output; what it writes to standard error is thrown away, and its process
  /// group is killed at the limits, which throws `SystemError` (`timedOut`, `responseTooLarge`).
  package var capture: @Sendable (ProcessRequest, ProcessLimits) async throws -> ProcessOutput
  /// Traps SIGINT, SIGTERM and SIGHUP from now on: the first one comes out of the stream, a second one ends the process
  /// at once.
  package var stopSignals: @Sendable () async -> AsyncStream<Int32>
  /// Lets that many milliseconds pass; throws when the work is cancelled meanwhile.
  package var wait: @Sendable (Int) async throws -> Void
  /// Asks the person at the terminal one question and answers with the line they typed; nil when nobody sits there.
  package var ask: @Sendable (String) -> String?
  /// The number of this process.
  package var processID: Int
  /// Whether standard output is a terminal: what is printed goes to a person, not to a file or another program.
  package var outputIsTerminal: Bool
  /// Writes text to standard output.
  package var printOutput: @Sendable (String) -> Void
  /// Writes text to standard error.
  package var printError: @Sendable (String) -> Void

  package init(
    environment: [String: String],
    now: @escaping @Sendable () -> Int,
    microseconds: @escaping @Sendable () -> Int,
    randomBytes: @escaping @Sendable (Int) -> [UInt8],
    files: FileSystem,
    send: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse,
    run: @escaping @Sendable (ProcessRequest) async throws -> ProcessResult,
    capture: @escaping @Sendable (ProcessRequest, ProcessLimits) async throws -> ProcessOutput,
    stopSignals: @escaping @Sendable () async -> AsyncStream<Int32>,
    wait: @escaping @Sendable (Int) async throws -> Void,
    ask: @escaping @Sendable (String) -> String?,
    processID: Int,
    outputIsTerminal: Bool,
    printOutput: @escaping @Sendable (String) -> Void,
    printError: @escaping @Sendable (String) -> Void
  ) {
    self.environment = environment
    self.now = now
    self.microseconds = microseconds
    self.randomBytes = randomBytes
    self.files = files
    self.send = send
    self.run = run
    self.capture = capture
    self.stopSignals = stopSignals
    self.wait = wait
    self.ask = ask
    self.processID = processID
    self.outputIsTerminal = outputIsTerminal
    self.printOutput = printOutput
    self.printError = printError
  }
}
