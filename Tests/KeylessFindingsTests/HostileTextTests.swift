import Foundation
import KeylessFindings
import KeylessSource
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("hostile text in reports")
struct HostileTextTests {
  static let evil =
    "<script>|`x`\n::error::no\r]]> % \u{1B}[31m [a](http://evil.example) ![i](x) @acme/team #12 \u{0}\u{FFFE}\u{202E} & \"q\" '"

  static let report: Report = {
    let file = "dir:a/\(evil)/r\u{e9}le 100%.tf"
    let span = SourceSpan(file: file, range: 0..<evil.utf8.count)
    let finding = Finding(
      RuleDescription("KL104", "sub-bare-wildcard", "s", .critical, .open),
      nil,
      nil,
      "pattern `\(evil)` trusts \(evil)",
      at: .init(span, evil),
      related: [.init(span, evil)],
      witness: evil,
      help: evil,
      subject: evil,
      cause: evil,
      fix: [TextEdit(SourceSpan(file: file, range: 0..<1), evil)]
    )
    let files = SourceFiles(file, Array(evil.utf8))
    var report = Report(FindingSet([finding]), files: files, tool: Example.tool, rules: [Example.bare])
    report.handshakes = [ReportRow(job: evil, role: evil, verdict: .some, why: evil)]
    report.problems = [Diagnostic("x", .error, "\(evil)", at: .init(span, evil))]
    report.findings.append(
      ReportedFinding(
        finding,
        Fingerprint(rule: finding.rule, file: file, subject: "", cause: ""),
        silence: .comment(because: evil)
      )
    )
    return report
  }()

  @Test(arguments: Format.allCases)
  func `nothing moves the cursor or hides text`(format: Format) {
    var text = format.render(Self.report)
    if format == .coloured {
      for colour in ["\u{1B}[1;31m", "\u{1B}[1;33m", "\u{1B}[0m"] { text = text.replacing(colour, with: "") }
    }
    let unsafe = text.unicodeScalars.filter { scalar in
      scalar.value < 0x20 && scalar != "\n" || scalar.value == 0x7F || scalar.value == 0x202E
    }
    #expect(unsafe.isEmpty)
    #expect(!text.hasPrefix("\u{FEFF}"))
  }

  @Test(arguments: Format.ofJSON)
  func `JSON stays JSON`(format: Format) throws {
    _ = try JSONParser.parse(Array(format.render(Self.report).utf8))
  }

  @Test
  func `JSON keeps the exact text`() throws {
    let root = try JSONParser.parse(Array(Format.json.render(Self.report).utf8)).plain
    guard case .array(let findings)? = root["findings"] else {
      Issue.record("no findings")
      return
    }
    #expect(findings.first?["witness"]?.string == Self.evil)
  }

  @Test
  func `a path in SARIF is a relative reference in ASCII`() throws {
    let text = Format.sarif.render(Self.report)
    let uris = text.split(separator: "\n").filter { $0.contains("\"uri\"") }
    #expect(!uris.isEmpty)
    for uri in uris {
      #expect(uri.contains("dir%3Aa/%3Cscript%3E%7C%60x%60%0A%3A%3Aerror%3A%3Ano%0D%5D%5D%3E%20%25%20%1B"))
      #expect(uri.contains("r%C3%A9le%20100%25.tf"))
    }
    // What a fix inserts and the reason of a suppression are no messages and stay as they are.
    let links = text.split(separator: "\n").filter { $0.contains("[a](http") }
    #expect(links.count == 3)
    #expect(links.allSatisfy { $0.contains("\"text\": \"<script>") || $0.contains("\"justification\"") })
    #expect(links.allSatisfy { !$0.contains("witness: ") })
  }

  @Test
  func `a command of a workflow cannot be forged`() {
    let lines = Format.github.render(Self.report).split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      #expect(line.hasPrefix("::error file="))
      // The properties end at the first `::` behind them, and there is no other `,` or `:` in a value.
      let parts = line.dropFirst(2).split(separator: "::", maxSplits: 1)
      #expect(parts.first?.contains("100%25.tf,line=1,") == true)
      #expect(parts.first?.contains(":") == false)
    }
  }

  @Test
  func `JUnit is XML with exactly our elements`() throws {
    let text = Format.junit.render(Self.report)
    let document = ElementNames()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = document
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(
      document.names == [
        "testsuites", "testsuite", "testcase", "error", "testcase", "failure", "testcase", "skipped",
      ]
    )
  }

  @Test
  func `Markdown has no markup, link or mention of the user's`() {
    let text = Format.markdown.render(Self.report)
    for markup in ["<script", "`", "](http://evil", "![", "@acme", "http://", " #12", "::error", "\n::"] {
      #expect(!text.contains(markup), "\(markup)")
    }
    // One table row is one line, with the bars of its own columns only.
    for row in text.split(separator: "\n") where row.hasPrefix("|") {
      #expect(row.count { $0 == "|" } == 5 || row.count { $0 == "|" } == 3)
    }
  }

  /// What GitLab's schema 15.0.4 asks of a report and of a vulnerability, which is rendered as Markdown.
  @Test
  func `SAST has what GitLab requires, and no markup of the user's`() throws {
    let root = try JSONParser.parse(Array(Format.sast.render(Self.report).utf8)).plain
    for name in ["analyzer", "end_time", "scanner", "start_time", "status", "type"] {
      #expect(root["scan"]?[name] != nil, "\(name)")
    }
    for name in ["id", "name", "version", "vendor"] { #expect(root["scan"]?["scanner"]?[name] != nil, "\(name)") }
    guard case .array(let found)? = root["vulnerabilities"], let first = found.first else {
      Issue.record("no vulnerability")
      return
    }
    #expect(first["id"]?.string?.isEmpty == false)
    #expect(first["location"]?["file"]?.string == Self.report.findings.first?.finding.primary.span.file)
    guard case .array(let identifiers)? = first["identifiers"] else {
      Issue.record("no identifier")
      return
    }
    for name in ["type", "name", "value"] { #expect(identifiers.first?[name]?.string?.isEmpty == false, "\(name)") }
    for name in ["description", "solution"] {
      // Between backticks everything is code.
      let parts = try #require(first[name]?.string).split(separator: "`", omittingEmptySubsequences: false)
      #expect(parts.count % 2 == 1)
      let text = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: " ")
      for markup in ["\u{5D}(http", "![", "@acme", "http://", " #12"] {
        #expect(!text.replacing("\\]", with: "").contains(markup), "\(name) \(markup)")
      }
      #expect(!text.replacing("\\<script", with: "").contains("<script"))
    }
  }

  @Test
  func `a paragraph for GitLab keeps code and defuses the rest`() {
    #expect(
      MarkdownText.paragraph("pattern `a_*|b` of @acme, see www.x.org")
        == "pattern `a_*|b` of \\@&#8203;acme, see www&#46;x.org"
    )
    #expect(MarkdownText.paragraph("odd ` [x](y)") == #"odd \` \[x\](y)"#)
    #expect(MarkdownText.paragraph("at 12:30, https://x") == "at 12:30, https:&#8203;//x")
  }

  @Test
  func `the text of each line is still there`() {
    let text = Format.text.render(Self.report)
    #expect(text.contains(#"\u{1b}[31m"#))
    #expect(text.contains(#"`x`\u{a}::error::no"#))
    #expect(!text.contains("\n::error"))
  }
}

private final class ElementNames: NSObject, XMLParserDelegate {
  var names: [String] = []

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.append(name)
  }
}
