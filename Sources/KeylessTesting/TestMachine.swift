package import KeylessSystem
import Synchronization

/// A described machine: a clock that stands still until it is moved, seeded randomness, no files, no network, no processes.
package final class TestMachine: Sendable {
  private let state: Mutex<State>

  private struct State {
    var now: Int
    var random: SplitMix64
    var output = ""
    var errors = ""
    var waited: [Int] = []
    var questions: [String] = []
  }

  package init(now: Int = 1_790_000_000, seed: UInt64 = 1) {
    state = Mutex(State(now: now, random: SplitMix64(seed: seed)))
  }

  /// What was written to standard output so far.
  package var output: String { state.withLock { $0.output } }
  /// What was written to standard error so far.
  package var errors: String { state.withLock { $0.errors } }

  /// The milliseconds of every pause so far; no test really waits.
  package var waited: [Int] { state.withLock { $0.waited } }
  /// Every question that was asked so far.
  package var questions: [String] { state.withLock { $0.questions } }

  package func advance(seconds: Int) { state.withLock { $0.now += seconds } }

  /// Nobody sits at the terminal unless there is an `answer`, which is what they type each time.
  package func system(
    environment: [String: String] = [:],
    network: PlayedNetwork? = nil,
    answer: String? = nil
  ) -> System {
    System(
      environment: environment,
      now: { self.state.withLock { $0.now } },
      microseconds: { self.state.withLock { $0.now * 1_000_000 } },
      randomBytes: { count in
        self.state.withLock { state in (0..<count).map { _ in UInt8(truncatingIfNeeded: state.random.next()) } }
      },
      files: Self.noFiles,
      send: { request in
        guard let network else {
          throw SystemError(.network, "\(request.method) \(request.url) was refused: this test has no network")
        }
        return try await network.send(request, wait: { self.advance(seconds: $0) })
      },
      run: {
        throw SystemError(.commandNotRunnable, "\($0.command.first ?? "") was refused: this test runs no processes")
      },
      capture: { request, _ in
        throw SystemError(
          .commandNotRunnable,
          "\(request.command.first ?? "") was refused: this test runs no processes"
        )
      },
      stopSignals: { AsyncStream { $0.finish() } },
      wait: { milliseconds in
        self.state.withLock { state in
          state.waited.append(milliseconds)
          state.now += milliseconds / 1000
        }
      },
      ask: { question in
        guard let answer else { return nil }
        self.state.withLock { $0.questions.append(question) }
        return answer
      },
      processID: 4711,
      outputIsTerminal: false,
      printOutput: { text in self.state.withLock { $0.output += text } },
      printError: { text in self.state.withLock { $0.errors += text } }
    )
  }

  private static let noFiles = FileSystem(
    read: { _, _ throws(SystemError) in nil },
    readStart: { _, _ throws(SystemError) in nil },
    createPrivate: { path, _ throws(SystemError) in throw SystemError(.fileUnwritable, "\(path): this test has no disk")
    },
    createShared: { path, _, _ throws(SystemError) in
      throw SystemError(.fileUnwritable, "\(path): this test has no disk")
    },
    isPrivate: { _ in false },
    move: { from, _, _ throws(SystemError) in throw SystemError(.fileUnwritable, "\(from): this test has no disk") },
    removeFile: { path throws(SystemError) in throw SystemError(.fileUnwritable, "\(path): this test has no disk") },
    makeTemporaryDirectory: { () throws(SystemError) in throw SystemError(.directoryUnusable, "this test has no disk")
    },
    makeDirectory: { path throws(SystemError) in throw SystemError(.directoryUnusable, "\(path): this test has no disk")
    },
    makeSharedDirectory: { path throws(SystemError) in
      throw SystemError(.directoryUnusable, "\(path): this test has no disk")
    },
    entries: { path, _ throws(SystemError) in
      throw SystemError(.directoryUnusable, "\(path): this test has no disk")
    },
    kind: { _, _ in nil },
    removeTree: { path throws(SystemError) in throw SystemError(.directoryUnusable, "\(path): this test has no disk") },
    readStandardInput: { _ throws(SystemError) in [] },
    readStandardInputPart: { _ throws(SystemError) in [] }
  )
}
