import Subprocess
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The child's process group, once there is one; nothing is killed after it has ended by itself.
final class ChildGroup: Sendable {
  private let leader = Mutex<pid_t?>(nil)

  func started(_ identifier: ProcessIdentifier) { leader.withLock { $0 = identifier.value } }

  /// What it left running is its own, as an agent that it started.
  func ended() { leader.withLock { $0 = nil } }

  func kill() {
    leader.withLock { leader in
      if let leader { _ = killpg(leader, SIGKILL) }
      leader = nil
    }
  }
}
