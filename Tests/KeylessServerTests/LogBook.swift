import KeylessCalls
import Logging
import Synchronization

/// Everything that a server logged, at every level, and every call it reported.
final class LogBook: Sendable {
  struct Entry: Sendable {
    var message: String
    var metadata: [String: String]

    /// The whole line as a handler could print it.
    var text: String { message + metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined() }
  }

  private let state = Mutex((entries: [Entry](), calls: [CallRecord]()))

  var entries: [Entry] { state.withLock { $0.entries } }
  var calls: [CallRecord] { state.withLock { $0.calls } }

  /// Everything that anybody could read afterwards.
  var text: String {
    entries.map(\.text).joined(separator: "\n") + "\n" + calls.map { "\($0)" }.joined(separator: "\n")
  }

  func add(_ call: CallRecord) { state.withLock { $0.calls.append(call) } }

  var logger: Logger { Logger(label: "test") { _ in Handler(book: self) } }

  private struct Handler: LogHandler {
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    let book: LogBook

    init(book: LogBook) { self.book = book }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      let entry = Entry(message: "\(event.level) \(event.message)", metadata: all.mapValues { "\($0)" })
      book.state.withLock { $0.entries.append(entry) }
    }
  }
}
