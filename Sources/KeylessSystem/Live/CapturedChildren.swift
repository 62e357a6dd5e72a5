import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The children whose output is being read: each is in a process group of its own, which no terminal reaches, so whatever ends
/// us has to end them first.
final class CapturedChildren: Sendable {
  static let shared = CapturedChildren()
  static let signals = [SIGINT, SIGTERM, SIGHUP]

  private typealias Handler = @convention(c) (Int32) -> Void

  private struct State {
    var groups: [ChildGroup] = []
    /// What each signal did before the first of them came.
    var before: [Int32: Handler?] = [:]
  }

  private let state = Mutex(State())

  /// To be called before the signals are trapped for it.
  func add(_ group: ChildGroup) {
    state.withLock { state in
      if state.groups.isEmpty {
        for number in Self.signals { state.before[number] = .some(signal(number, SIG_IGN)) }
      }
      state.groups.append(group)
    }
  }

  /// With the last of them the signals do again what they did before.
  func remove(_ group: ChildGroup) {
    state.withLock { state in
      state.groups.removeAll { $0 === group }
      if state.groups.isEmpty { Self.restore(&state) }
    }
  }

  /// Kills all of them and does what the signal would have done; nothing where it was ignored, or is somebody else's.
  func end(by number: Int32) {
    let isOurs = state.withLock { state in
      guard let before = state.before[number], before == nil else { return false }
      for group in state.groups { group.kill() }
      Self.restore(&state)
      return true
    }
    if isOurs { raise(number) }
  }

  private static func restore(_ state: inout State) {
    for (number, handler) in state.before { _ = signal(number, handler) }
    state.before = [:]
  }
}
