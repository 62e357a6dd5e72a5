import KeylessFindings
import KeylessSource
import KeylessTesting
import Testing

@Suite("reports")
struct ReportSnapshotTests {
  @Test(arguments: Format.allCases)
  func `each format says everything about one repository`(format: Format) {
    let difference = Snapshot.difference(
      format.render(Example.report()),
      named: "report-\(format.rawValue)",
      beside: #filePath
    )
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(arguments: Format.allCases)
  func `nothing found is a whole report too`(format: Format) throws {
    let empty = Report(FindingSet([]), files: SourceFiles(), tool: ReportTool(version: "1"), rules: [Example.bare])
    let text = format.render(empty)
    if Format.ofJSON.contains(format) { _ = try JSONParser.parse(Array(text.utf8)) }
    #expect(format == .github ? text.isEmpty : text.hasSuffix("\n"))
    #expect(!empty.fails)
  }

  @Test(arguments: Format.allCases)
  func `the order of the findings does not matter`(format: Format) {
    let files = Example.tree()
    func render(_ findings: [Finding]) -> String {
      let set = FindingSet(findings) { $0.number == "KL104" ? 1 : 0 }
      return format.render(Report(set, files: files, tool: Example.tool, rules: Example.rules))
    }
    let findings = Example.findings(files)
    #expect(render(findings) == render(findings.reversed()))
  }

  @Test
  func `every format has its snapshot`() {
    #expect(Set(Format.allCases.map(\.rawValue)) == Set(ReportFormat.allCases.map(\.rawValue) + ["coloured"]))
  }

  @Test(arguments: Format.ofJSON)
  func `a report in JSON is JSON`(format: Format) throws {
    _ = try JSONParser.parse(Array(format.render(Example.report()).utf8))
  }

  /// A report without findings.
  private static func report(_ problems: Diagnostic...) -> Report {
    Report(FindingSet([]), files: SourceFiles(), tool: Example.tool, rules: Example.rules, problems: problems)
  }

  @Test(arguments: [
    Diagnostic.trustNotKnown("aws_iam_role.deploy", ["why"], at: SourceSpan(file: "main.tf", range: 0..<0)),
    Diagnostic.trustTooComplex("aws_iam_role.deploy", "why", at: SourceSpan(file: "main.tf", range: 0..<0)),
  ])
  func `a role of which it is not known whom it lets in counts as medium, and is named`(problem: Diagnostic) {
    var report = Self.report(problem)
    #expect(report.fails)
    let text = TextReport(report, isColoured: false).render()
    #expect(text.hasSuffix("1 role of which it is not known whom it lets in\n"), "\(text)")
    #expect(!text.contains("no findings") && !text.contains("problem"), "\(text)")
    #expect(CodeQualityReport(report).render().contains("\"major\""))
    for lowest in [FindingSeverity.high, .critical] {
      report.failOn = .at(lowest)
      #expect(!report.fails)
    }
    report.failOn = .never
    #expect(!report.fails)
    report.failOn = .at(.low)
    #expect(report.fails)
    let two = Self.report(problem, problem)
    #expect(
      TextReport(two, isColoured: false).render().hasSuffix("2 roles of which it is not known whom they let in\n")
    )
  }

  @Test
  func `a configuration of which that is not known counts as medium, and is no role`() {
    let place = SourceSpan(file: "main.tf", range: 0..<0)
    var report = Self.report(.configurationTooLarge("infra", at: place))
    #expect(report.fails)
    let text = TextReport(report, isColoured: false).render()
    #expect(text.hasSuffix("1 configuration of which it is not known whom its roles let in\n"), "\(text)")
    #expect(!text.contains("no findings") && !text.contains("problem"), "\(text)")
    #expect(CodeQualityReport(report).render().contains("\"major\""))
    report.failOn = .at(.high)
    #expect(!report.fails)
  }

  @Test
  func `another problem makes nothing fail`() {
    let place = SourceSpan(file: "main.tf", range: 0..<0)
    for report in [Self.report(), Self.report(Diagnostic("unreadable-file", .warning, "no", at: .init(place)))] {
      #expect(!report.fails)
      #expect(!TextReport(report, isColoured: false).render().contains("whom"))
      #expect(!CodeQualityReport(report).render().contains("\"major\""))
    }
  }

  @Test
  func `what fails is at or above the threshold`() {
    var report = Example.report()
    #expect(report.fails)
    report.failOn = .never
    #expect(!report.fails)
    #expect(
      TextReport(report, isColoured: false).render().hasSuffix(
        "3 notes; 1 silenced by a comment; 1 problem with reading\n"
      )
    )
    report.failOn = .at(.critical)
    #expect(report.fails)
    report.findings.removeAll { $0.finding.severity == .critical }
    #expect(!report.fails)
  }

  @Test
  func `annotations are ten of a kind, the worst first, and the rest is told`() {
    let files = SourceFiles("a.tf", Array(repeating: UInt8(ascii: "\n"), count: 40))
    let findings = (0..<25).map { index in
      Finding(
        Example.bare,
        index == 24 ? .critical : .high,
        nil,
        "number `\(index)`",
        at: .init(SourceSpan(file: "a.tf", range: index..<index)),
        subject: "s",
        cause: "\(index)"
      )
    }
    let report = Report(FindingSet(findings), files: files, tool: Example.tool, rules: [])
    let lines = AnnotationsReport(report).render().split(separator: "\n")
    #expect(lines.count == 11)
    #expect(lines.first?.hasSuffix("::number `24`") == true)
    #expect(lines.last == "::notice title=keyless::15 more are not shown; see the whole report")
  }

  @Test
  func `a file for GitHub can leave out what is silenced`() {
    #expect(SARIFReport(Example.report()).render().contains("\"suppressions\""))
    #expect(!SARIFReport(Example.report(), includesSilenced: false).render().contains("hardcoded-profile names"))
    #expect(!SARIFReport(Example.report(), includesSilenced: false).render().contains("\"suppressions\""))
  }

  @Test
  func `a comment in Markdown stays within what GitHub takes`() {
    let files = SourceFiles("a.tf", [])
    let long = String(repeating: "<", count: 400)
    let findings = (0..<500).map { index in
      Finding(
        Example.bare,
        nil,
        nil,
        "\(long)",
        at: .init(SourceSpan(file: "a.tf", range: 0..<0)),
        subject: "s",
        cause: "\(index)"
      )
    }
    let report = Report(FindingSet(findings), files: files, tool: Example.tool, rules: [])
    let text = MarkdownReport(report).render()
    #expect(text.utf8.count < 65_536)
    #expect(text.contains("\nand 4"))
    #expect(text.contains("do not fit here"))
  }

  @Test(.timeLimit(.minutes(4)), arguments: [Format.text, .sarif, .markdown])
  func `a file of one long line is no trouble`(format: Format) {
    let files = SourceFiles("a.json", Array(repeating: UInt8(ascii: "x"), count: 1 << 20))
    let findings = (0..<500).map { index in
      Finding(
        Example.bare,
        nil,
        nil,
        "m",
        at: .init(SourceSpan(file: "a.json", range: index * 500..<index * 500 + 1)),
        related: [.init(SourceSpan(file: "a.json", range: (1 << 20)..<(1 << 20)))],
        subject: "s",
        cause: "\(index)"
      )
    }
    let text = format.render(Report(FindingSet(findings), files: files, tool: Example.tool, rules: []))
    #expect(text.utf8.count < 8 << 20)
  }

  @Test
  func `places count lines and scalars from one, whatever the order they are asked in`() {
    let text = "é\nab\u{1F600}c\n"
    let files = SourceFiles("a", Array(text.utf8))
    let ranges = [0..<2, 2..<3, 3..<3, 5..<9, 9..<10, 11..<11]
    let findings = ranges.reversed().map { range in
      Finding(Example.bare, nil, nil, "m", at: .init(SourceSpan(file: "a", range: range)), subject: "", cause: "")
    }
    let json = JSONReport(Report(FindingSet(findings), files: files, tool: Example.tool, rules: [])).render()
    for (offset, range) in ranges.enumerated() {
      let start = files.position(of: range.lowerBound, in: "a")
      let end = files.position(of: range.upperBound, in: "a")
      let root = try? JSONParser.parse(Array(json.utf8))
      guard case .array(let nodes)? = root?["findings"]?.value, let place = nodes[offset]["place"]?.plain else {
        Issue.record("no place")
        return
      }
      #expect(place["line"] == start.map { .integer($0.line) })
      #expect(place["column"] == start.map { .integer($0.column) })
      #expect(place["endLine"] == end.map { .integer($0.line) })
      #expect(place["endColumn"] == end.map { .integer($0.column) })
    }
  }
}
