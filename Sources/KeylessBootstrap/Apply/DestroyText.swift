import KeylessClient
import KeylessSource

/// What a removal takes away and what it leaves.
enum DestroyText {
  static func render(_ plan: Plan) -> String {
    var lines = ["account \(plan.account)"]
    for (number, change) in plan.changes.enumerated() {
      lines.append("  \(number + 1). \(change.words)  [\(change.write.action)]")
    }
    for note in plan.notes { lines.append("note: \(note)") }
    if plan.changes.isEmpty { lines.append("nothing to remove") }
    return lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }
}
