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
    let environment = Dictionary(
      uniqueKeysWithValues: request.environment.compactMap { name, value in
        Environment.Key(rawValue: name).map { ($0, value) }
      }
    )
    let child = RunningChild()
    // Trapped before the child starts, so that none of them can end us and leave its home behind.
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
    do {
      return try await withThrowingTaskGroup(of: ProcessResult?.self) { group in
        group.addTask {
          for await signal in signals {
            // A terminal sends SIGINT to the whole group: the child has had its own.
            if signal == .sigint, isatty(STDIN_FILENO) == 1 { continue }
            child.send(signal.rawValue)
          }
          return nil
        }
        group.addTask {
          let result = try await Subprocess.run(
            program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(request.command.dropFirst())),
            environment: .custom(environment),
            input: .currentStandardInput,
            output: .currentStandardOutput,
            error: .currentStandardError
          ) { execution in child.started(execution.processIdentifier) }
          return switch result.terminationStatus {
          case .exited(let code): .exited(code)
          case .signaled(let signal): .signalled(signal)
          }
        }
        defer { group.cancelAll() }
        while let outcome = try await group.next() {
          if let outcome { return outcome }
        }
        throw SystemError(.commandNotRunnable, "`\(program)` ended without a status")
      }
    } catch let error as SubprocessError {
      switch error.code {
      case .executableNotFound: throw notFound(program)
      default: throw SystemError(.commandNotRunnable, "`\(program)` could not be run: \(error)")
      }
    }
  }
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
