package import KeylessCalls
import KeylessSource

/// What applying an AWS half did: every call in one line, with who made it and how it was decided.
package struct AWSHalfReport: Sendable {
  package var directory: String
  package var tool: String
  package var calls: [CallRecord]

  package init(directory: String, tool: String, calls: [CallRecord]) {
    self.directory = directory
    self.tool = tool
    self.calls = calls
  }

  package var text: String {
    let name = TerminalText.escaping(directory)
    let head = "keyless: `\(tool) apply` in \(name) made the AWS half with \(calls.count) calls"
    let width = calls.map { Self.name($0).count }.max() ?? 0
    let lines = calls.enumerated().map { index, call in
      let number = String(index + 1)
      let pad = String(repeating: " ", count: max(4 - number.count, 0))
      let name = Self.name(call)
      let space = String(repeating: " ", count: width - name.count + 2)
      return "\(pad)\(number)  \(name)\(space)\(Self.caller(call.caller)), \(Self.outcome(call))"
    }
    return ([head, ""] + lines + [""]).joined(separator: "\n") + "\n"
  }

  private static func name(_ call: CallRecord) -> String { "\(call.service):\(TerminalText.escaping(call.action))" }

  private static func caller(_ caller: CallRecord.Caller) -> String {
    switch caller {
    case .unsigned: "unsigned"
    case .session(let arn, _), .user(let arn, _):
      TerminalText.escaping(String(arn.split(separator: ":").last ?? ""))
    case .unverified(let keyID): "access key \(TerminalText.escaping(keyID))"
    }
  }

  private static func outcome(_ call: CallRecord) -> String {
    switch call.outcome {
    case .answered: call.findings.isEmpty ? "answered" : TerminalText.escaping(call.findings.joined(separator: "; "))
    case .refused(let code, _, _): "refused: \(code)"
    }
  }
}
