import KeylessSystem

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What children inherit of signals.
package enum ChildSignals {
  /// As from a terminal: whoever runs the tests in the background has SIGINT ignored, and children go on to ignore it.
  package static func asFromATerminal() {
    for number in [SIGINT, SIGHUP] where SignalAction(of: number) == .ignored { _ = signal(number, SIG_DFL) }
  }
}
