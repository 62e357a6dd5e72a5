package import KeylessCalls
import Synchronization

/// The calls that a local AWS has answered, in order.
package final class CallLog: Sendable {
  private let records = Mutex<[CallRecord]>([])

  package init() {}

  package func add(_ record: CallRecord) { records.withLock { $0.append(record) } }

  package var all: [CallRecord] { records.withLock { $0 } }

  /// Takes out what was recorded so far.
  package func drain() -> [CallRecord] {
    records.withLock { records in
      defer { records = [] }
      return records
    }
  }
}
