#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What children inherit of signals.
package enum ChildSignals {
  /// As from a terminal: whoever runs the tests in the background has SIGINT ignored, and children go on to ignore it.
  package static func asFromATerminal() {
    for number in [SIGINT, SIGHUP] where isIgnored(number) { _ = signal(number, SIG_DFL) }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
    let handler = unsafe action.__sigaction_handler.sa_handler
    #else
    let handler = unsafe action.__sigaction_u.__sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
