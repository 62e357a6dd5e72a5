import UnixSignals

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The signals by which people, terminals and supervisors ask a server to stop.
enum LiveSignals {
  /// The first signal comes out of the stream; whoever sends a second one does not want to wait.
  static func stops() async -> AsyncStream<Int32> {
    // What this process was started to ignore (`nohup`, a background job) it goes on to ignore.
    let trapped = [UnixSignal.sigint, .sigterm, .sighup].filter { SignalAction(of: $0.rawValue) != .ignored }
    let signals = await TrappedSignals.shared.trap(trapped)
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    Task.detached {
      var isFirst = true
      for await signal in signals {
        guard isFirst else { _exit(128 + signal.rawValue) }
        isFirst = false
        continuation.yield(signal.rawValue)
        continuation.finish()
      }
    }
    return stream
  }
}
