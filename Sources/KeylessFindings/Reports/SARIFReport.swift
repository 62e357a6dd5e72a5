import KeylessSource

/// SARIF 2.1.0 for code scanning and editors.
package struct SARIFReport: Sendable {
  private let report: Report
  private let places: SARIFPlaces
  private let findings: [ReportedFinding]
  private let rules: [RuleDescription]

  /// GitHub shows a suppressed result as an open alert, so a file for GitHub leaves them out.
  package init(_ report: Report, includesSilenced: Bool = true) {
    self.report = report
    places = SARIFPlaces(report)
    findings = includesSilenced ? report.findings : report.open
    var rules: [String: RuleDescription] = [:]
    let spoken = findings.flatMap { [$0.finding.rule] + $0.finding.notes.map(\.rule) }
    for rule in report.rules + spoken { rules[rule.number] = rule }
    self.rules = rules.values.sorted { $0.number < $1.number }
  }

  package func render() -> String {
    var driver = [JSON.Member("name", "keyless"), JSON.Member("version", .string(report.tool.version))]
    if let home = report.tool.home { driver.append(JSON.Member("informationUri", .string(home))) }
    driver.append(JSON.Member("rules", .array(rules.map(rule))))
    var invocation = [JSON.Member("executionSuccessful", true)]
    if !report.problems.isEmpty {
      invocation.append(JSON.Member("toolExecutionNotifications", .array(report.problems.map(notification))))
    }
    let document: JSON = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "columnKind": "unicodeCodePoints",
          "tool": ["driver": .object(driver)],
          "invocations": [.object(invocation)],
          "results": .array(findings.map(result)),
        ]
      ],
    ]
    return document.pretty + "\n"
  }

  private func rule(_ rule: RuleDescription) -> JSON {
    // GitHub takes the severity of an alert from its rule: the worst that is found, or what the rule is by itself.
    let severity = findings.lazy.filter { $0.finding.rule.number == rule.number }.map(\.finding.severity).max()
    var members = [
      JSON.Member("id", .string(rule.number)),
      JSON.Member("name", .string(rule.name)),
      JSON.Member("shortDescription", ["text": .string(rule.summary)]),
      JSON.Member("fullDescription", ["text": .string(rule.summary)]),
    ]
    if let address = report.tool.address(rule) { members.append(JSON.Member("helpUri", .string(address))) }
    let page = report.tool.page(rule).map { "; see \($0)" } ?? ""
    members.append(JSON.Member("help", ["text": .string(rule.summary + page)]))
    members.append(JSON.Member("defaultConfiguration", ["level": .string(rule.severity.sarifLevel)]))
    members.append(
      JSON.Member(
        "properties",
        [
          "security-severity": .string((severity ?? rule.severity).securitySeverity),
          "tags": .array((["security"] + rule.effects.map(\.rawValue)).map(JSON.string)),
        ]
      )
    )
    return .object(members)
  }

  private func result(_ reported: ReportedFinding) -> JSON {
    let finding = reported.finding
    var members = [JSON.Member("ruleId", .string(finding.rule.number))]
    if let index = rules.firstIndex(where: { $0.number == finding.rule.number }) {
      members.append(JSON.Member("ruleIndex", .integer(index)))
    }
    members += [
      JSON.Member("level", .string(finding.severity.sarifLevel)),
      JSON.Member("message", SARIFPlaces.message(finding.sentences.joined(separator: "\n"))),
      JSON.Member("locations", [places.location(finding.primary)]),
    ]
    if !finding.related.isEmpty {
      let related = finding.related.enumerated().map { places.location($1, id: $0 + 1) }
      members.append(JSON.Member("relatedLocations", .array(related)))
    }
    members.append(
      JSON.Member(
        "partialFingerprints",
        .object([.init(Fingerprint.version, .string(reported.fingerprint.description))])
      )
    )
    if let fix = places.fix(finding) { members.append(JSON.Member("fixes", [fix])) }
    if let silence = reported.silence {
      var kind = "external"
      if case .comment = silence { kind = "inSource" }
      members.append(
        JSON.Member("suppressions", [["kind": .string(kind), "justification": .string(silence.reason)]])
      )
    }
    members.append(
      JSON.Member(
        "properties",
        ["severity": .string(finding.severity.rawValue), "effect": .string(finding.effect.rawValue)]
      )
    )
    return .object(members)
  }

  private func notification(_ problem: Diagnostic) -> JSON {
    [
      "descriptor": ["id": .string(problem.id.description)],
      "level": .string(problem.severity.rawValue),
      "message": SARIFPlaces.message(TerminalText.escaping(problem.message.description)),
      "locations": [places.location(problem.primary)],
    ]
  }
}
