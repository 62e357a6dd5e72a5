/// The numbers of a report, and the line that says them.
package struct ReportCounts: Hashable, Sendable {
  /// Open findings that make the check fail, by severity.
  var failing: [FindingSeverity: Int] = [:]
  var notes = 0
  var byComment = 0
  var byException = 0
  var byBaseline = 0
  private let gone: Int
  private let problems: Int
  /// Roles of which it is not known whom they let in; each is said once.
  private let open: Int
  /// Configurations of which that is not known.
  private let unread: Int
  private let failOn: CheckConfiguration.FailOn

  init(_ report: Report) {
    gone = report.goneFromBaseline
    unread = report.problems.count(where: \.isOfConfiguration)
    open = report.problems.count(where: \.leavesTrustOpen) - unread
    problems = report.problems.count - open - unread
    failOn = report.failOn
    for reported in report.findings {
      switch reported.silence {
      case .comment: byComment += 1
      case .exception: byException += 1
      case .baseline: byBaseline += 1
      case nil:
        if report.isNote(reported.finding) {
          notes += 1
        } else {
          failing[reported.finding.severity, default: 0] += 1
        }
      }
    }
  }

  /// `1 critical, 2 high; 3 notes below medium; 1 silenced by a comment`.
  package var line: String {
    let severities = FindingSeverity.allCases.reversed().compactMap { severity in
      failing[severity].map { "\($0) \(severity.rawValue)" }
    }
    var parts = severities.isEmpty ? [] : [severities.joined(separator: ", ")]
    if notes > 0 {
      var text = Self.count(notes, "note")
      if case .at(let lowest) = failOn { text += " below \(lowest.rawValue)" }
      parts.append(text)
    }
    if open > 0 {
      parts.append("\(Self.count(open, "role")) of which it is not known whom \(open == 1 ? "it lets" : "they let") in")
    }
    if unread > 0 {
      parts.append(
        "\(Self.count(unread, "configuration")) of which it is not known whom \(unread == 1 ? "its" : "their") roles let in"
      )
    }
    if parts.isEmpty { parts.append("no findings") }
    if byComment > 0 { parts.append("\(byComment) silenced by \(byComment == 1 ? "a comment" : "comments")") }
    if byException > 0 {
      parts.append("\(byException) silenced by \(byException == 1 ? "an exception" : "exceptions")")
    }
    if byBaseline > 0 { parts.append("\(byBaseline) in the baseline") }
    if gone > 0 { parts.append("\(Self.count(gone, "entry", "entries")) of the baseline no longer found") }
    if problems > 0 { parts.append("\(Self.count(problems, "problem")) with reading") }
    return parts.joined(separator: "; ")
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
