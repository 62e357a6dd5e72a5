import ArgumentParser
import KeylessSource
import KeylessSystem
import Logging

/// The server's log on standard error, one escaped line an entry; silent unless asked for.
enum ServerLog {
  enum Level: String, ExpressibleByArgument, CaseIterable {
    case info, debug
  }

  static func logger(_ level: Level?, _ system: System) -> Logger {
    guard let level else { return Logger(label: "keyless", factory: { _ in SwiftLogNoOpLogHandler() }) }
    return Logger(label: "keyless") { _ in Handler(logLevel: level == .debug ? .debug : .info, system: system) }
  }

  private struct Handler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let system: System

    init(logLevel: Logger.Level, system: System) {
      self.logLevel = logLevel
      self.system = system
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
      let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(TerminalText.escaping("\($0.value)"))" }
      system.printError("\(event.level): \(event.message)\(fields.joined())\n")
    }
  }
}
