import KeylessHCL
import KeylessSource
import Testing

/// Whatever is found in the text of a template is shown where it was written.
struct PlaceTests {
  private func text(_ source: String, _ name: String = "a") throws -> HCLText {
    let file = HCLFile.parse(Array(source.utf8), file: name == "a" ? "a.tf" : "a.tf.json")
    #expect(file.diagnostics.isEmpty)
    let value = try #require(file.body.attributes().attributes.first?.value)
    guard case .template(let template) = value.form else { throw Failure() }
    return try #require(template.fixedText)
  }

  private struct Failure: Error {}

  /// The written text of the place where a word of the decoded text stands.
  private func written(_ word: String, in source: String, _ text: HCLText) throws -> Substring {
    let decoded = String(decoding: text.bytes, as: UTF8.self)
    let range = try #require(decoded.firstRange(of: word))
    let start = decoded.utf8.distance(from: decoded.startIndex, to: range.lowerBound)
    let span = try #require(text.span(of: start..<start + word.utf8.count)?.range)
    let utf8 = source.utf8
    return source[
      utf8.index(utf8.startIndex, offsetBy: span.lowerBound)..<utf8.index(utf8.startIndex, offsetBy: span.upperBound)
    ]
  }

  @Test
  func `In a heredoc without its indentation`() throws {
    let source = "a = <<-EOT\n    {\n      \"Effect\": \"Allow\"\n    }\n  EOT\n"
    let text = try text(source)
    #expect(String(decoding: text.bytes, as: UTF8.self) == "  {\n    \"Effect\": \"Allow\"\n  }\n".replacingIndent)
    #expect(try written("\"Allow\"", in: source, text) == "\"Allow\"")
    #expect(try written("{\n", in: source, text) == "{\n")
  }

  @Test
  func `Behind escapes`() throws {
    let source = #"a = "x\n\u00e9 $${aws:username} \"y\"""#
    let text = try text(source + "\n")
    #expect(String(decoding: text.bytes, as: UTF8.self) == "x\né ${aws:username} \"y\"")
    #expect(try written("é", in: source, text) == "\\u00e9")
    #expect(try written("${", in: source, text) == "$${")
    #expect(try written("{aws:username}", in: source, text) == "$${aws:username}")
    #expect(try written("aws:username", in: source, text) == "aws:username")
    #expect(try written("\"y\"", in: source, text) == "\\\"y\\\"")
  }

  @Test
  func `In a string of JSON, through both kinds of escapes`() throws {
    let source = #"{"a": "{\"k\": \"$${x}\"}\nend \ud83d\ude00!"}"#
    let text = try text(source, "json")
    #expect(String(decoding: text.bytes, as: UTF8.self) == "{\"k\": \"${x}\"}\nend 😀!")
    #expect(try written("k", in: source, text) == "k")
    #expect(try written("\"k\"", in: source, text) == #"\"k\""#)
    #expect(try written("end", in: source, text) == "end")
    #expect(try written("😀", in: source, text) == #"\ud83d\ude00"#)
    #expect(try written("x}", in: source, text) == "x}")
  }

  @Test
  func `An expression in a string of JSON stands where it was written`() throws {
    let source = #"{"a": ["\n${var.x}", {"b${1}": 12}]}"#
    let file = HCLFile.parse(Array(source.utf8), file: "a.tf.json")
    let value = try #require(file.body.attributes()["a"]).value
    guard case .tuple(let elements) = value.form, case .template(let template) = elements[0].form,
      case .interpolation(let inner, let span) = template.parts[1]
    else { throw Failure() }
    #expect(source.utf8.count == value.span.range.upperBound + 1)
    #expect(slice(source, inner.span) == "var.x")
    #expect(slice(source, span) == "${var.x}")
    #expect(slice(source, elements[1].span) == #"{"b${1}": 12}"#)
    guard case .object(let items) = elements[1].form else { throw Failure() }
    #expect(slice(source, items[0].value.span) == "12")
    #expect(slice(source, items[0].key.span) == "b${1}")
  }

  private func slice(_ source: String, _ span: SourceSpan) -> String {
    String(decoding: Array(source.utf8)[span.range], as: UTF8.self)
  }
}

extension String {
  /// The same with two leading spaces fewer on each line.
  fileprivate var replacingIndent: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }
      .joined(separator: "\n")
  }
}
