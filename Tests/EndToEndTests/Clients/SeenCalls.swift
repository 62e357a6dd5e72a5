import KeylessCalls
import Synchronization

/// Every call that a server answered, as a transcript shows it.
final class SeenCalls: Sendable {
  private let records = Mutex<[CallRecord]>([])

  func add(_ record: CallRecord) { records.withLock { $0.append(record) } }

  var all: [CallRecord] { records.withLock { $0 } }
  var actions: [String] { all.map { "\($0.service):\($0.action)" } }

  /// The codes of everything that was refused.
  var refusals: Set<String> {
    Set(
      all.compactMap { call in
        guard case .refused(let code, _, _) = call.outcome else { return nil }
        return code
      }
    )
  }
}
