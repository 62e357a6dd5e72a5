import KeylessClient
import KeylessSource

/// A plan as a person reads it: who gets in first, then the documents, then the calls in their order.
package struct PlanText {
  private var lines: [String] = []

  package static func render(_ plan: Plan, documents: Bool = true) -> String {
    var text = PlanText()
    text.write(plan, documents: documents)
    return text.lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }

  private mutating func write(_ plan: Plan, documents: Bool) {
    lines.append("account \(plan.account)")
    for problem in plan.allProblems { lines.append("  cannot: \(problem)") }
    let reaches = plan.roles.filter { $0.trust != nil }
    if !reaches.isEmpty { lines += ["", "who gets in"] }
    for role in reaches { write(role.name, role.trust) }
    if documents { for role in plan.roles { write(role) } }
    if !plan.changes.isEmpty { lines += ["", "calls, in this order"] }
    for (number, change) in plan.changes.enumerated() {
      lines.append("  \(number + 1). \(change.words)  [\(change.write.action)]")
      guard let widening = change.widening else { continue }
      lines.append("     \(change.isCreation ? "opens" : "WIDENS"): \(widening)")
    }
    if !plan.notes.isEmpty { lines.append("") }
    for note in plan.notes { lines.append("note: \(note)") }
    guard plan.allProblems.isEmpty else { return }
    let (count, widenings) = (plan.changes.count, plan.changes.filter(\.needsConsent).count)
    if count == 0 {
      lines.append("nothing to do: the account holds exactly what the intent says")
    } else {
      lines += [
        "",
        "\(count) \(count == 1 ? "call" : "calls"), of which \(widenings) \(widenings == 1 ? "widens" : "widen") what stands already",
      ]
    }
  }

  private mutating func write(_ name: String, _ change: TrustChange?) {
    guard let change else { return }
    lines.append("  role \(name)")
    for example in change.letsIn { lines.append("    lets in, and did not before: \(example)") }
    for example in change.keepsOut { lines.append("    no longer lets in: \(example)") }
    for unknown in change.unknowns { lines.append("    unknown: \(unknown)") }
    if change.comparison == .same { lines.append("    lets in exactly whom it let in before; only the text changes") }
  }

  private mutating func write(_ role: RolePlan) {
    for document in role.documents {
      lines += ["", "role \(role.name), \(document.title)"]
      lines += LineDifference.lines(document.old, document.new).map { "  " + $0 }
    }
  }
}
