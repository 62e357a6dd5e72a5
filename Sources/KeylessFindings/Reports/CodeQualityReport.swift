import KeylessSource

/// GitLab's Code Quality artifact, for the widget of a merge request.
package struct CodeQualityReport: Sendable {
  private let report: Report
  private let places: ReportPlaces

  package init(_ report: Report) {
    self.report = report
    places = ReportPlaces(report)
  }

  package func render() -> String {
    let findings = report.open.map { reported -> JSON in
      let finding = reported.finding
      return entry(
        finding.sentences.joined(separator: "\n"),
        finding.rule.name,
        reported.fingerprint,
        finding.severity,
        finding.primary.span
      )
    }
    // The format has no other place for what could not be read.
    let problems = report.problems.enumerated().map { index, problem -> JSON in
      let rule = RuleDescription(problem.id.description, problem.id.description, "", .medium, .unknown)
      let file = problem.primary.span.file
      let fingerprint = Fingerprint(
        rule: rule,
        file: file,
        subject: "problem",
        cause: problem.message.description,
        counter: report.problems[..<index].count { $0 == problem }
      )
      let severity: FindingSeverity = problem.severity == .error || problem.leavesTrustOpen ? .medium : .info
      let message = TerminalText.escaping(problem.message.description)
      return entry(message, rule.name, fingerprint, severity, problem.primary.span)
    }
    return JSON.array(findings + problems).pretty + "\n"
  }

  private func entry(
    _ description: String,
    _ check: String,
    _ fingerprint: Fingerprint,
    _ severity: FindingSeverity,
    _ span: SourceSpan
  ) -> JSON {
    // A line is required; what is in no text, like a role of a live account, has none and stands at the first.
    let place = places[span]
    var lines = [JSON.Member("begin", .integer(place?.line ?? 1))]
    if let place { lines.append(JSON.Member("end", .integer(place.endLine))) }
    return [
      "description": .string(description),
      "check_name": .string(check),
      "fingerprint": .string(fingerprint.description),
      "severity": .string(severity.codeQuality),
      "location": ["path": .string(span.file), "lines": .object(lines)],
    ]
  }
}
