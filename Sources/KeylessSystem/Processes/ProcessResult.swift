/// How a child ended.
package enum ProcessResult: Hashable, Sendable {
  case exited(Int32)
  case signalled(Int32)

  /// The status a shell would report: the exit code, or 128 + signal.
  package var shellStatus: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}
