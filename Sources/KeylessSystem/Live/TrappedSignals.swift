import Synchronization
import UnixSignals

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The signals by which we are asked to stop, while a child of ours runs.
///
/// A child whose output is read is in a process group of its own, which no terminal reaches, so what stops us has to end it
/// first. Whoever has more to clean up than a child traps them for good.
final class TrappedSignals: Sendable {
  static let shared = TrappedSignals()
  static let numbers = [SIGINT, SIGTERM, SIGHUP]

  private struct State {
    /// The groups of those whose output is read.
    var groups: [ChildGroup] = []
    /// What each signal did before the first child came, the last time that there was none.
    var before: [Int32: sigaction] = [:]
    /// Those that somebody else listens to.
    var forGood: Set<Int32> = []
    /// Done when somebody listens in the name of all children.
    var listening: Task<Void, Never>?
    /// What it does while it is trapped, which libdispatch installs only once a process.
    var trapping: [Int32: sigaction] = [:]
    /// The signal that ends us, when a child is only just starting.
    var ending: Int32?
  }

  private let state = Mutex(State())

  /// From now on, for good.
  func trap(_ signals: [UnixSignal] = [.sigint, .sigterm, .sighup]) async -> UnixSignalsSequence {
    let sequence = await UnixSignalsSequence(trapping: signals)
    state.withLock { state in
      state.forGood.formUnion(signals.map(\.rawValue))
      Self.install(&state, signals.map(\.rawValue))
    }
    return sequence
  }

  /// While a child runs whose output is read; `leave` ends it.
  func enter(_ group: ChildGroup) async {
    let listening = state.withLock { state in
      if state.groups.isEmpty { state.before = Self.actions() }
      state.groups.append(group)
      let listening = state.listening ?? Task.detached { await self.listen() }
      state.listening = listening
      return listening
    }
    await listening.value
    state.withLock { Self.install(&$0, Self.numbers) }
  }

  /// For the life of this process: between two children there would be nobody to hear a signal that is still trapped.
  private func listen() async {
    let signals = await UnixSignalsSequence(trapping: [.sigint, .sigterm, .sighup])
    Task.detached {
      for await signal in signals { self.end(by: signal.rawValue) }
    }
  }

  /// With the last child the signals do again what they did before.
  func leave(_ group: ChildGroup) {
    state.withLock { state in
      state.groups.removeAll { $0 === group }
      Self.end(state)
      guard state.groups.isEmpty else { return }
      for (number, action) in state.before { Self.set(number, action) }
    }
  }

  /// Kills the children whose output is read and ends us, with the status that a shell gives to who was ended by the signal.
  ///
  /// Not where it was ignored before, or is trapped for good.
  private func end(by number: Int32) {
    state.withLock { state in
      guard !state.forGood.contains(number), let before = state.before[number], SignalAction(before) == .standard else {
        return
      }
      state.ending = number
      Self.end(state)
    }
  }

  /// A child's number is known now: where we are asked to end, it is killed, and perhaps was the last that we waited for.
  func started(_ group: ChildGroup, _ leader: pid_t) {
    group.started(leader)
    state.withLock { Self.end($0) }
  }

  private static func end(_ state: State) {
    guard let number = state.ending else { return }
    for group in state.groups { group.kill() }
    // Whose number is not known yet would live on.
    guard state.groups.allSatisfy(\.isSettled) else { return }
    // Not by the signal itself: whoever waits for it in our name has blocked it for every thread.
    _exit(128 + number)
  }

  /// Learns what traps a signal, or puts it back where it was taken away since.
  private static func install(_ state: inout State, _ numbers: [Int32]) {
    for (number, action) in actions() where numbers.contains(number) {
      if SignalAction(action) != .standard {
        state.trapping[number] = action
      } else if let trapping = state.trapping[number] {
        set(number, trapping)
      }
    }
  }

  private static func actions() -> [Int32: sigaction] {
    var actions: [Int32: sigaction] = [:]
    for number in numbers {
      var action = sigaction()
      if unsafe sigaction(number, nil, &action) == 0 { actions[number] = action }
    }
    return actions
  }

  private static func set(_ number: Int32, _ action: sigaction) {
    var action = action
    unsafe sigaction(number, &action, nil)
  }
}
