import KeylessSource

/// JUnit for any CI: a finding is a test that fails, a rule that found nothing one that passes.
package struct JUnitReport: Sendable {
  private let report: Report
  private let places: ReportPlaces

  package init(_ report: Report) {
    self.report = report
    places = ReportPlaces(report)
  }

  package func render() -> String {
    var cases: [String] = []
    var (failures, skipped) = (0, 0)
    for problem in report.problems {
      let content = element(
        "error",
        [("type", problem.id.description), ("message", safe(problem.message.description))]
      )
      cases.append(testcase(problem.primary.span, problem.id.description, content))
    }
    for reported in report.findings {
      let finding = reported.finding
      let content: String
      if let silence = reported.silence {
        skipped += 1
        content = element("skipped", [("message", safe("silenced: " + silence.reason))])
      } else if report.isNote(finding) {
        content = element("system-out", [], text(finding))
      } else {
        failures += 1
        content = element(
          "failure",
          [("type", finding.severity.rawValue), ("message", safe(finding.message.description))],
          text(finding)
        )
      }
      cases.append(testcase(finding.primary.span, finding.rule.head, content))
    }
    let spoken = Set(report.findings.flatMap { [$0.finding.rule.number] + $0.finding.notes.map(\.rule.number) })
    for rule in report.rules where !spoken.contains(rule.number) {
      cases.append(element("testcase", [("classname", "keyless"), ("name", rule.head)]))
    }
    let numbers = [
      ("name", "keyless"), ("tests", String(cases.count)), ("failures", String(failures)),
      ("errors", String(report.problems.count)), ("skipped", String(skipped)),
    ]
    let suite = cases.map { "    \($0)\n" }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
        <testsuite\(attributes(numbers))>
      \(suite)  </testsuite>
      </testsuites>

      """
  }

  private func testcase(_ span: SourceSpan, _ name: String, _ content: String) -> String {
    let file = safe(span.file)
    return "<testcase\(attributes([("classname", file), ("name", name), ("file", file)]))>\(content)</testcase>"
  }

  private func text(_ finding: Finding) -> String {
    ([place(finding.primary)] + finding.sentences + finding.related.map { "see: " + place($0) }).joined(separator: "\n")
  }

  private func place(_ label: Diagnostic.Label) -> String {
    var out = label.span.file
    if let place = places[label.span] { out += ":\(place.line):\(place.column)" }
    return safe(label.text.isEmpty ? out : "\(out): \(label.text)")
  }

  private func safe(_ text: String) -> String { TerminalText.escaping(text) }

  private func element(_ name: String, _ attributes: [(String, String)], _ text: String = "") -> String {
    let start = "<\(name)\(self.attributes(attributes))"
    guard !text.isEmpty else { return start + "/>" }
    // Lines are kept as lines between tags.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { XMLText.escaping(String($0)) }
    return "\(start)>\(lines.joined(separator: "\n"))</\(name)>"
  }

  private func attributes(_ list: [(String, String)]) -> String {
    list.map { " \($0)=\"\(XMLText.escaping($1))\"" }.joined()
  }
}
