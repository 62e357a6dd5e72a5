import KeylessSource

extension Finding {
  /// The message and what belongs to it, a line each, made safe for terminals and logs; for formats without excerpts.
  var sentences: [String] {
    var lines = [message.description]
    if let witness { lines.append("witness: \(witness)") }
    if let help { lines.append("help: \(help)") }
    for note in notes { lines.append("note: \(note.rule.head): \(note.message)") }
    return lines.map(TerminalText.escaping)
  }
}

extension ReportedFinding.Silence {
  var reason: String {
    switch self {
    case .comment(let reason), .exception(let reason): reason
    case .baseline: "in the baseline"
    }
  }

  var source: String {
    switch self {
    case .comment: "comment"
    case .exception: "exception"
    case .baseline: "baseline"
    }
  }
}
