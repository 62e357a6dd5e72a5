import ArgumentParser
import KeylessServer
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
    return logger(level == .debug ? ServeLogLevel.debug : .info, system)
  }

  static func logger(_ level: ServeLogLevel, _ system: System) -> Logger {
    Logger(label: "keyless") { _ in Handler(logLevel: logLevel(level), system: system) }
  }

  private static func logLevel(_ level: ServeLogLevel) -> Logger.Level {
    switch level {
    case .error: .error
    case .warning: .warning
    case .info: .info
    case .debug: .debug
    }
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
      var all = metadata.merging(event.metadata ?? [:]) { _, new in new }
      // A line that says when begins with it.
      let time = all.removeValue(forKey: "time").map { "\($0) " } ?? ""
      let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.field("\($0.value)"))" }
      system.printError("\(time)\(event.level): \(event.message)\(fields.joined())\n")
    }

    /// Escaped, and in quotation marks when it would else not be seen where it ends.
    private static func field(_ value: String) -> String {
      let text = TerminalText.escaping(value)
      guard text.isEmpty || text.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }) else {
        return text
      }
      return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
  }
}
