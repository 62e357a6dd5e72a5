import KeylessSource

/// GitLab's SAST artifact, for the vulnerability report.
package struct SASTReport: Sendable {
  private let report: Report
  private let places: ReportPlaces
  private let start: String
  private let end: String

  /// The version of GitLab's schema that is written.
  package static let schema = "15.0.4"

  /// Both times are `YYYY-MM-DDThh:mm:ss` in UTC, without a zone.
  package init(_ report: Report, start: String, end: String) {
    self.report = report
    places = ReportPlaces(report)
    self.start = start
    self.end = end
  }

  package func render() -> String {
    let program: JSON = [
      "id": "keyless", "name": "keyless", "version": .string(report.tool.version), "vendor": ["name": "keyless"],
    ]
    var scan = [
      JSON.Member("scanner", program), JSON.Member("analyzer", program), JSON.Member("type", "sast"),
      JSON.Member("start_time", .string(start)), JSON.Member("end_time", .string(end)),
      JSON.Member("status", "success"),
    ]
    if !report.problems.isEmpty {
      let messages = report.problems.map { problem -> JSON in
        let text = "\(problem.primary.span.file): \(problem.message)"
        return ["level": "warn", "value": .string(TerminalText.escaping(text))]
      }
      scan.append(JSON.Member("messages", .array(messages)))
    }
    let document: JSON = [
      "version": .string(Self.schema), "scan": .object(scan),
      "vulnerabilities": .array(report.open.map(vulnerability)),
    ]
    return document.pretty + "\n"
  }

  private func vulnerability(_ reported: ReportedFinding) -> JSON {
    let finding = reported.finding
    var identifier = [
      JSON.Member("type", "keyless"), JSON.Member("name", .string(finding.rule.number)),
      JSON.Member("value", .string(finding.rule.number)),
    ]
    var location = [JSON.Member("file", .string(finding.primary.span.file))]
    if let place = places[finding.primary.span] {
      location += [
        JSON.Member("start_line", .integer(place.line)), JSON.Member("end_line", .integer(place.endLine)),
      ]
    }
    let address = report.tool.address(finding.rule)
    if let address { identifier.append(JSON.Member("url", .string(address))) }
    var members = [
      JSON.Member("id", .string(reported.fingerprint.description)),
      JSON.Member("name", .string(finding.rule.name)),
      JSON.Member("description", Self.markdown(finding.sentences, atMost: 1 << 20)),
      JSON.Member("severity", .string(finding.severity.sast)),
    ]
    if let help = finding.help { members.append(JSON.Member("solution", Self.markdown([help], atMost: 7000))) }
    members += [JSON.Member("identifiers", [.object(identifier)]), JSON.Member("location", .object(location))]
    if let address { members.append(JSON.Member("links", [["url": .string(address)]])) }
    return .object(members)
  }

  /// GitLab renders both texts as its Markdown, and its schema bounds both in characters.
  private static func markdown(_ sentences: [String], atMost most: Int) -> JSON {
    let text = sentences.map(MarkdownText.paragraph).joined(separator: "\n\n")
    return .string(String(String.UnicodeScalarView(text.unicodeScalars.prefix(most))))
  }
}
