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

  private struct State {
    var groups: [ChildGroup] = []
    /// What each signal did before the first of them came.
    var before: [Int32: sigaction] = [:]
  }

  private let state = Mutex(State())

  /// To be called before the signals are trapped for it.
  func add(_ group: ChildGroup) {
    state.withLock { state in
      if state.groups.isEmpty {
        for number in Self.signals {
          var action = sigaction()
          if unsafe sigaction(number, nil, &action) == 0 { state.before[number] = action }
        }
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

  /// Kills all of them and ends us, with the status that a shell gives to who was ended by the signal; nothing where it was
  /// ignored before, or is somebody else's.
  func end(by number: Int32) {
    state.withLock { state in
      guard let before = state.before[number], Self.isDefault(before) else { return }
      for group in state.groups { group.kill() }
      // Not by the signal itself: whoever waits for it in our name has blocked it for every thread.
      _exit(128 + number)
    }
  }

  private static func isDefault(_ action: sigaction) -> Bool {
    #if canImport(Glibc)
    return unsafe action.__sigaction_handler.sa_handler == nil
    #else
    return unsafe action.__sigaction_u.__sa_handler == nil
    #endif
  }

  private static func restore(_ state: inout State) {
    for (number, action) in state.before {
      var action = action
      unsafe sigaction(number, &action, nil)
    }
    state.before = [:]
  }
}
