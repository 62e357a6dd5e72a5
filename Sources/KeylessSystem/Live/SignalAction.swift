#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a signal does in this process.
package enum SignalAction {
  /// The system's own answer: for those that ask to stop, the end.
  case standard
  case ignored
  /// Somebody here answers it.
  case handled

  /// Nil for a number that is no signal's.
  package init?(of number: Int32) {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return nil }
    self.init(action)
  }

  init(_ action: sigaction) {
    #if canImport(Glibc)
    let handler = unsafe action.__sigaction_handler.sa_handler
    #else
    let handler = unsafe action.__sigaction_u.__sa_handler
    #endif
    if handler == nil {
      self = .standard
    } else if unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      self = .ignored
    } else {
      self = .handled
    }
  }
}
