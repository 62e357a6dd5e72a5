import KeylessSource

/// A summary of the size of a comment: the handshakes, the findings as a table, and their details folded away.
package struct MarkdownReport: Sendable {
  private let report: Report
  private let places: ReportPlaces

  /// GitHub refuses a comment of more than 65,536 characters.
  package static let longest = 60_000

  package init(_ report: Report) {
    self.report = report
    places = ReportPlaces(report)
  }

  package func render() -> String {
    var out = "<!-- keyless check -->\n### keyless check: \(MarkdownText.escaping(ReportCounts(report).line))\n\n"
    out += handshakes.render(within: 15_000)
    out += problems.render(within: 5000)
    let findings = report.bySeverity
    out += table(findings).render(within: 20_000)
    var details = ""
    var hidden = 0
    for reported in findings {
      let detail = detail(reported.finding)
      if hidden == 0, out.utf8.count + details.utf8.count + detail.utf8.count < Self.longest {
        details += detail
      } else {
        hidden += 1
      }
    }
    if !details.isEmpty {
      if hidden > 0 { details += "The details of \(hidden) more do not fit here.\n\n" }
      out += "<details>\n<summary>Details</summary>\n\n\(details)</details>\n"
    }
    return out
  }

  private var handshakes: MarkdownTable {
    var table = MarkdownTable("job", "role", "handshake", "why")
    for row in report.handshakes {
      table.add(
        cell(MarkdownText.code, row.job),
        cell(MarkdownText.code, row.role),
        row.verdict.rawValue,
        cell(row.why)
      )
    }
    return table
  }

  private var problems: MarkdownTable {
    var table = MarkdownTable("not read", "why")
    for problem in report.problems { table.add(place(problem.primary.span), cell(problem.message.description)) }
    return table
  }

  private func table(_ findings: [ReportedFinding]) -> MarkdownTable {
    var table = MarkdownTable("severity", "rule", "where", "what")
    for reported in findings {
      let finding = reported.finding
      let severity = report.isNote(finding) ? "note (\(finding.severity.rawValue))" : finding.severity.rawValue
      table.add(severity, rule(finding.rule), place(finding.primary.span), cell(finding.message.description))
    }
    return table
  }

  private func detail(_ finding: Finding) -> String {
    var lines = ["**\(rule(finding.rule))** in \(place(finding.primary.span))", ""]
    lines.append("- \(MarkdownText.message(finding.message.description))")
    if let witness = finding.witness { lines.append("- witness: \(MarkdownText.message(witness))") }
    if let help = finding.help { lines.append("- help: \(MarkdownText.message(help))") }
    for label in finding.related {
      lines.append("- see \(place(label.span))" + (label.text.isEmpty ? "" : ": \(MarkdownText.message(label.text))"))
    }
    for note in finding.notes {
      lines.append("- \(rule(note.rule)): \(MarkdownText.message(note.message.description))")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func rule(_ rule: RuleDescription) -> String {
    let text = MarkdownText.escaping(rule.head)
    return report.tool.address(rule).map { "[\(text)](\($0))" } ?? text
  }

  private func place(_ span: SourceSpan) -> String {
    let line = places[span].map { ":\($0.line):\($0.column)" } ?? ""
    return cell(MarkdownText.code, span.file, then: line)
  }

  private func cell(_ text: String) -> String { cell(MarkdownText.message, text) }

  /// One hostile text must not use up the comment.
  private func cell(_ markup: (String) -> String, _ text: String, then end: String = "") -> String {
    markup(text.unicodeScalars.count <= 300 ? text + end : String(text.unicodeScalars.prefix(300)) + "…" + end)
  }
}
