import KeylessSource

/// Workflow commands that GitHub turns into annotations on a run.
package struct AnnotationsReport: Sendable {
  private let report: Report
  private let places: ReportPlaces

  /// GitHub shows ten of each kind for a step; what is beyond is told in one line, which is itself a notice.
  package static let most = 10

  package init(_ report: Report) {
    self.report = report
    places = ReportPlaces(report)
  }

  package func render() -> String {
    var left = ["error": Self.most, "warning": Self.most, "notice": Self.most - 1]
    var out = ""
    var hidden = 0
    for problem in report.problems {
      let command = ["note": "notice"][problem.severity.rawValue] ?? problem.severity.rawValue
      guard take(&left, command) else {
        hidden += 1
        continue
      }
      let message = TerminalText.escaping(problem.message.description)
      out += line(command, problem.primary.span, problem.id.description, message)
    }
    for reported in report.bySeverity {
      let finding = reported.finding
      let command = report.isNote(finding) ? "notice" : finding.severity.workflowCommand
      guard take(&left, command) else {
        hidden += 1
        continue
      }
      out += line(command, finding.primary.span, finding.rule.head, finding.sentences.joined(separator: "\n"))
    }
    guard hidden > 0 else { return out }
    return out
      + "::notice title=keyless::\(hidden) more \(hidden == 1 ? "is" : "are") not shown; see the whole report\n"
  }

  private func take(_ left: inout [String: Int], _ command: String) -> Bool {
    guard let number = left[command], number > 0 else { return false }
    left[command] = number - 1
    return true
  }

  private func line(_ command: String, _ span: SourceSpan, _ title: String, _ message: String) -> String {
    var properties = [("file", TerminalText.escaping(span.file))]
    if let place = places[span] {
      properties += [("line", String(place.line)), ("endLine", String(place.endLine))]
      // GitHub takes columns only within one line.
      if place.line == place.endLine {
        properties += [("col", String(place.column)), ("endColumn", String(place.endColumn))]
      }
    }
    properties.append(("title", title))
    let list = properties.map { "\($0)=\(Self.property($1))" }.joined(separator: ",")
    return "::\(command) \(list)::\(Self.message(message))\n"
  }

  private static func message(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
