import KeylessSource

/// The report for programs, with everything that is known; its shape is described in `docs/reports.md`.
package struct JSONReport: Sendable {
  private let report: Report
  private let places: ReportPlaces

  /// Raised when a member changes its meaning or goes; new members come without it.
  package static let version = 1

  package init(_ report: Report) {
    self.report = report
    places = ReportPlaces(report)
  }

  package func render() -> String {
    let document: JSON = [
      "version": .integer(Self.version),
      "tool": ["name": "keyless", "version": .string(report.tool.version)],
      "failOn": .string(failOn),
      "fails": .bool(report.fails),
      "counts": counts,
      "handshakes": .array(
        report.handshakes.map { row in
          [
            "job": .string(row.job), "role": .string(row.role), "verdict": .string(row.verdict.rawValue),
            "why": .string(row.why),
          ]
        }
      ),
      "findings": .array(report.findings.map(finding)),
      "problems": .array(report.problems.map(problem)),
    ]
    return document.pretty + "\n"
  }

  private var failOn: String {
    switch report.failOn {
    case .never: "none"
    case .at(let severity): severity.rawValue
    }
  }

  private var counts: JSON {
    let open = report.open
    var members = FindingSeverity.allCases.reversed().map { severity in
      JSON.Member(severity.rawValue, .integer(open.count { $0.finding.severity == severity }))
    }
    members.append(JSON.Member("silenced", .integer(report.findings.count - open.count)))
    members.append(JSON.Member("goneFromBaseline", .integer(report.goneFromBaseline)))
    return .object(members)
  }

  private func finding(_ reported: ReportedFinding) -> JSON {
    let finding = reported.finding
    var members = [
      JSON.Member("rule", .string(finding.rule.number)),
      JSON.Member("name", .string(finding.rule.name)),
      JSON.Member("severity", .string(finding.severity.rawValue)),
      JSON.Member("effect", .string(finding.effect.rawValue)),
      JSON.Member("fails", .bool(reported.silence == nil && !report.isNote(finding))),
      JSON.Member("message", .string(finding.message.description)),
      JSON.Member("place", place(finding.primary)),
      JSON.Member("related", .array(finding.related.map(place))),
    ]
    if let witness = finding.witness { members.append(JSON.Member("witness", .string(witness))) }
    if let help = finding.help { members.append(JSON.Member("help", .string(help))) }
    members.append(JSON.Member("subject", .string(finding.subject)))
    members.append(JSON.Member("cause", .string(finding.cause)))
    members.append(JSON.Member("fingerprint", .string(reported.fingerprint.description)))
    let notes = finding.notes.map { note -> JSON in
      [
        "rule": .string(note.rule.number), "name": .string(note.rule.name),
        "message": .string(note.message.description),
      ]
    }
    members.append(JSON.Member("notes", .array(notes)))
    members.append(JSON.Member("fix", .array(finding.fix.map(edit))))
    if let silence = reported.silence {
      members.append(
        JSON.Member("silenced", ["by": .string(silence.source), "because": .string(silence.reason)])
      )
    }
    return .object(members)
  }

  private func edit(_ edit: TextEdit) -> JSON {
    guard case .object(let members) = place(Diagnostic.Label(edit.span)) else { return .null }
    return .object(members + [JSON.Member("replacement", .string(edit.text))])
  }

  private func place(_ label: Diagnostic.Label) -> JSON {
    var members = [JSON.Member("file", .string(label.span.file))]
    if let place = places[label.span] {
      members += [
        JSON.Member("line", .integer(place.line)), JSON.Member("column", .integer(place.column)),
        JSON.Member("endLine", .integer(place.endLine)), JSON.Member("endColumn", .integer(place.endColumn)),
      ]
    }
    if !label.text.isEmpty { members.append(JSON.Member("text", .string(label.text))) }
    return .object(members)
  }

  private func problem(_ problem: Diagnostic) -> JSON {
    var members = [
      JSON.Member("id", .string(problem.id.description)),
      JSON.Member("severity", .string(problem.severity.rawValue)),
      JSON.Member("message", .string(problem.message.description)),
      JSON.Member("place", place(problem.primary)),
    ]
    if let help = problem.help { members.append(JSON.Member("help", .string(help))) }
    return .object(members)
  }
}
