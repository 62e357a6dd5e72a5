import KeylessSource

extension Decision: CustomStringConvertible {
  /// The trace as a person reads it, for logs and transcripts; text from outside cannot forge a line of it.
  package var description: String {
    var lines = [headline]
    for statement in statements {
      lines.append(statement.headline)
      for element in statement.elements {
        lines.append("  \(element.matched ? "ok  " : "FAIL") \(element.name): \(element.reason)")
      }
      for condition in statement.conditions {
        lines.append("  \(condition.matched ? "ok  " : "FAIL") \(condition.test) \(condition.key)")
        lines.append("         policy   \(Self.list(condition.expected))")
        lines.append("         request  \(condition.actual.map(Self.list) ?? "absent")")
        if let note = condition.note { lines.append("         note     \(note)") }
      }
    }
    return lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }

  private var headline: String {
    switch outcome {
    case .allow: "allowed by \(deciding.map(\.name) ?? "the policy")"
    case .deny: "denied by \(deciding.map(\.name) ?? "the policy")"
    case .implicitDeny: "denied: no statement allows it"
    }
  }

  private static func list(_ values: [String]) -> String {
    values.isEmpty ? "no value" : values.map { "`\($0)`" }.joined(separator: ", ")
  }
}

extension StatementTrace {
  /// `statement 1` or `statement 1 (Deploy)`, counted from one as people count.
  package var name: String { "statement \(index + 1)" + (sid.map { " (\($0))" } ?? "") }

  fileprivate var headline: String {
    "\(name): \(effect.rawValue), \(applies ? "applies" : "does not apply")"
  }
}
