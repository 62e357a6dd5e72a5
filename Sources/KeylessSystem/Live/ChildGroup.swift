import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The child's process group, once there is one; nothing is killed after it has ended by itself.
final class ChildGroup: Sendable {
  private enum State {
    /// There may be a child already, and nobody here knows its number.
    case starting
    /// It is to be killed as soon as its number is known.
    case doomed
    case running(pid_t)
    case gone
  }

  private let state = Mutex(State.starting)

  /// Whether nothing of it is left that `kill` could not reach yet.
  var isSettled: Bool {
    state.withLock { state in
      switch state {
      case .starting, .doomed: false
      case .running, .gone: true
      }
    }
  }

  func started(_ leader: pid_t) {
    state.withLock { state in
      switch state {
      case .starting: state = .running(leader)
      case .doomed:
        _ = killpg(leader, SIGKILL)
        state = .gone
      case .running, .gone: break
      }
    }
  }

  /// What it left running is its own, as an agent that it started.
  func ended() { state.withLock { $0 = .gone } }

  func kill() {
    state.withLock { state in
      switch state {
      case .starting: state = .doomed
      case .running(let leader):
        _ = killpg(leader, SIGKILL)
        state = .gone
      case .doomed, .gone: break
      }
    }
  }
}
