import KeylessSource
import Testing

@Suite("TextRenderer")
struct TextRendererTests {
  private let files = SourceFiles("a.yaml", Array("one: 1\nzwö: drei # x\n".utf8))

  private func span(_ range: Range<Int>, file: String = "a.yaml") -> SourceSpan { SourceSpan(file: file, range: range) }

  @Test("a finding shows sentence, place, line, carets, related place and help")
  func whole() {
    let diagnostic = Diagnostic(
      "some-rule",
      .error,
      "`drei` is wrong",
      at: .init(span(13..<17), "here"),
      related: [.init(span(0..<3), "because of this")],
      help: "write `two`"
    )
    #expect(
      TextRenderer(files).render(diagnostic) == """
        error[some-rule]: `drei` is wrong
         --> a.yaml:2:6
          |
        2 | zwö: drei # x
          |      ^^^^ here
         --> a.yaml:1:1
          |
        1 | one: 1
          | --- because of this
           = help: write `two`

        """
    )
  }

  @Test("a file that is not known is named without an excerpt")
  func unknownFile() {
    let diagnostic = Diagnostic("x", .warning, "odd", at: .init(span(3..<4, file: "b.yaml"), "there"))
    #expect(TextRenderer(files).render(diagnostic) == "warning[x]: odd\n  --> b.yaml: there\n")
  }

  @Test("control characters and direction overrides of the source cannot reach the terminal")
  func escapes() {
    let files = SourceFiles("\u{1B}x", Array("a\u{1B}[2Jb\u{202E}c".utf8))
    let out = TextRenderer(files).render(
      Diagnostic("x", .note, "saw `\u{1B}`", at: .init(span(5..<6, file: "\u{1B}x"), "\u{7}"))
    )
    #expect(out.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
    #expect(out.contains(#"\u{1b}[2J"#))
  }

  @Test("a line that ends as Windows's do is shown without its end, and a lone carriage return is escaped")
  func carriageReturns() {
    let files = SourceFiles("w", Array("a = 1\r\nb\rc\r\n".utf8))
    func rendered(_ range: Range<Int>) -> String {
      TextRenderer(files).render(Diagnostic("x", .note, "odd", at: .init(span(range, file: "w"))))
    }
    #expect(rendered(0..<1).contains("1 | a = 1\n"))
    #expect(rendered(7..<8).contains("2 | b\\u{d}c\n"))
  }

  @Test("an offset beyond the end points behind the last character")
  func beyondTheEnd() throws {
    let place = try #require(files.position(of: 1000, in: "a.yaml"))
    #expect(place.line == 3)
    #expect(place.column == 1)
  }
}
