import Subprocess
import Synchronization
import SystemPackage
import UnixSignals

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs a child with our own standard streams; SIGINT and SIGTERM reach the child, and we live on to clean up after it.
enum LiveProcess {
  static func run(_ request: ProcessRequest) async throws -> ProcessResult {
    guard let program = request.command.first else {
      throw SystemError(.commandNotRunnable, "no command was given")
    }
    let environment = environment(request)
    let child = RunningChild()
    // Trapped before the child starts, so that none of them can end us and leave its home behind.
    let signals = await TrappedSignals.shared.trap()
    return try await named(program) {
      try await withThrowingTaskGroup(of: ProcessResult?.self) { group in
        group.addTask {
          for await signal in signals {
            // A terminal sends SIGINT to the whole group: the child has had its own.
            if signal == .sigint, isatty(STDIN_FILENO) == 1 { continue }
            child.send(signal.rawValue)
          }
          return nil
        }
        group.addTask {
          try await runChild(request, program, environment, child)
        }
        defer { group.cancelAll() }
        while let outcome = try await group.next() {
          if let outcome { return outcome }
        }
        throw SystemError(.commandNotRunnable, "`\(program)` ended without a status")
      }
    }
  }

  static func environment(_ request: ProcessRequest) -> [Environment.Key: String] {
    Dictionary(
      uniqueKeysWithValues: request.environment.compactMap { name, value in
        Environment.Key(rawValue: name).map { ($0, value) }
      }
    )
  }

  static func result(_ status: TerminationStatus) -> ProcessResult {
    switch status {
    case .exited(let code): .exited(code)
    case .signaled(let signal): .signalled(signal)
    }
  }

  /// Work that runs a program, with its failures in our words.
  static func named<Value>(_ program: String, _ work: () async throws -> Value) async throws -> Value {
    do { return try await work() } catch let error as SubprocessError {
      switch error.code {
      case .executableNotFound: throw notFound(program)
      default: throw SystemError(.commandNotRunnable, "`\(program)` could not be run: \(error)")
      }
    }
  }
}

/// The child itself, with our streams or with a file in the place of both its output streams.
private func runChild(
  _ request: ProcessRequest,
  _ program: String,
  _ environment: [Environment.Key: String],
  _ child: RunningChild
) async throws -> ProcessResult {
  let configuration = Configuration(
    executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
    arguments: Arguments(Array(request.command.dropFirst())),
    environment: .custom(environment),
    workingDirectory: request.directory.map { FilePath($0) }
  )
  let status: TerminationStatus
  if let path = request.outputFile {
    let file = try FileDescriptor.open(
      FilePath(path),
      .writeOnly,
      options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
      permissions: .ownerReadWrite
    )
    defer { try? file.close() }
    status = try await Subprocess.run(
      configuration,
      input: .none,
      output: .fileDescriptor(file, closeAfterSpawningProcess: false),
      error: .fileDescriptor(file, closeAfterSpawningProcess: false)
    ) { execution in child.started(execution.processIdentifier) }.terminationStatus
  } else {
    status = try await Subprocess.run(
      configuration,
      input: .currentStandardInput,
      output: .currentStandardOutput,
      error: .currentStandardError
    ) { execution in child.started(execution.processIdentifier) }.terminationStatus
  }
  return LiveProcess.result(status)
}

/// As a shell tells them apart: what is there and may not be run is another failure than what is not there.
private func notFound(_ program: String) -> SystemError {
  guard program.utf8.contains(UInt8(ascii: "/")) else {
    return SystemError(.commandNotFound, "`\(program)` was not found in PATH")
  }
  let reason: Int32? = unsafe access(program, F_OK) == 0 ? nil : errno
  guard let reason else {
    return SystemError(.commandNotRunnable, "`\(program)` could not be run: it is no program, or you may not run it")
  }
  return SystemError(
    reason == ENOENT || reason == ENOTDIR ? .commandNotFound : .commandNotRunnable,
    "`\(program)` could not be run: \(LiveError.reason(reason))"
  )
}

/// The child's process id, once there is one, shared between the task that runs it and the one that forwards signals.
private final class RunningChild: Sendable {
  private let state = Mutex(State())

  private struct State {
    var identifier: ProcessIdentifier?
    /// Signals that came before there was anybody to send them to.
    var early: [Int32] = []
  }

  func started(_ new: ProcessIdentifier) {
    state.withLock { state in
      state.identifier = new
      for signal in state.early { kill(new.value, signal) }
      state.early = []
    }
  }

  func send(_ signal: Int32) {
    state.withLock { state in
      if let child = state.identifier { kill(child.value, signal) } else { state.early.append(signal) }
    }
  }
}
