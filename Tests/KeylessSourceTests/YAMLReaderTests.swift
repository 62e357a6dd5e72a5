import KeylessSource
import Testing

@Suite("YAMLReader")
struct YAMLReaderTests {
  private func read(_ text: String) throws -> YAMLNode {
    try #require(try YAMLReader.document(Array(text.utf8), file: "t.yaml"))
  }

  private func covered(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  private static let coreScalars: [(String, YAMLScalar.Resolved)] = [
    ("null", YAMLScalar.Resolved.null), ("~", .null), ("", .null), ("true", .bool(true)), ("FALSE", .bool(false)),
    ("yes", .string), ("on", .string), ("off", .string), ("12", .integer(12)), ("-7", .integer(-7)),
    ("0o17", .integer(15)),
    ("0xff", .integer(255)), ("0123", .integer(123)), ("1_000", .string), ("1:30", .string), ("2012-10-17", .string),
    ("1.5", .number), ("1e3", .number), (".inf", .number), ("-.INF", .number), (".nan", .number), ("-.nan", .string),
    ("99999999999999999999", .number), ("1.2.3", .string), (".", .string), ("0x", .string), ("0b1", .string),
    ("nUll", .string),
  ]

  @Test(
    "plain scalars follow the core schema, and nothing of YAML 1.1",
    arguments: coreScalars
  )
  func coreSchema(_ text: String, _ expected: YAMLScalar.Resolved) throws {
    let node = try #require(try read("k: \(text)\n")["k"])
    guard case .scalar(let scalar) = node.value else {
      Issue.record("not a scalar")
      return
    }
    #expect(scalar.resolved == expected)
    #expect(scalar.text == text)
  }

  @Test(
    "quoted and block scalars are strings, whatever they say",
    arguments: ["\"1\"", "'true'", "|\n  null", ">-\n  12", "!!str 5"]
  )
  func strings(_ text: String) throws {
    guard case .scalar(let scalar) = try #require(try read("k: \(text)\n")["k"]).value else {
      Issue.record("not a scalar")
      return
    }
    #expect(scalar.resolved == .string)
  }

  @Test(
    "a span covers exactly what was written, behind multi-byte text too",
    arguments: [
      "plain text", "'it''s'", #""a \" é""#, "[a, 'b]', {c: d}]", "{a: 1, \"b}\": [2]}", "&x anchored", "!foo bar",
      "!reference [a, b]",
      "[]", "{ }", "[a, # ]\n  b]", "&x [1, 2]",
    ]
  )
  func spans(_ value: String) throws {
    let text = "ü: é\nschlüssel: \(value)\nnext: 1\n"
    let node = try read(text)
    let found = try #require(node["schlüssel"])
    #expect(covered(text, found.range) == value)
    #expect(covered(text, try #require(node["next"]).range) == "1")
    guard case .mapping(let entries) = node.value else {
      Issue.record("not a mapping")
      return
    }
    #expect(entries.map { covered(text, $0.nameRange) } == ["ü", "schlüssel", "next"])
  }

  @Test("spans of block collections, block scalars and folded plain text end with their last character")
  func blockSpans() throws {
    let text =
      "a:\n  - x\n  - y: 1\n    z: é\nb: |\n  line one\n\n  line two\n\nc: several\n  words\nd:\r\n  e: 1\r\nf: \"x\u{2028} y\"\ng: z\n"
    let node = try read(text)
    #expect(covered(text, try #require(node["a"]).range) == "- x\n  - y: 1\n    z: é")
    #expect(covered(text, try #require(node["b"]).range) == "|\n  line one\n\n  line two")
    #expect(covered(text, try #require(node["c"]).range) == "several\n  words")
    #expect(covered(text, try #require(node["d"]).range) == "e: 1")
    #expect(covered(text, try #require(node["f"]).range) == "\"x\u{2028} y\"")
    #expect(covered(text, try #require(node["g"]).range) == "z")
  }

  @Test("an alias has the value and the place of its anchor, and a merge key brings in what is not written")
  func aliases() throws {
    let text = "base: &b {x: 1, y: 2}\nuse: *b\nmore:\n  <<: *b\n  y: 3\n"
    let node = try read(text)
    #expect(node["use"] == node["base"])
    #expect(node["more"]?["x"]?.json == 1)
    #expect(node["more"]?["y"]?.json == 3)
    #expect(node["more"]?["<<"] == nil)
  }

  @Test("a shadowed anchor gives the latest value")
  func shadowedAnchors() throws {
    let node = try read("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")
    #expect(node["b"]?.json == 1)
    #expect(node["d"]?.json == 2)
  }

  @Test("a custom tag is kept")
  func tags() throws {
    #expect(try read("k: !reference [job, script]\n")["k"]?.tag == "!reference")
    #expect(try read("k: [job, script]\n")["k"]?.tag == nil)
  }

  @Test("a second document is refused where one is wanted and given where several are")
  func documents() throws {
    let bytes = Array("a: 1\n---\nb: 2\n".utf8)
    #expect(try YAMLReader.documents(bytes, file: "t").count == 2)
    let error = #expect(throws: YAMLError.self) { try YAMLReader.document(bytes, file: "t") }
    #expect(error?.code == .severalDocuments)
    #expect(try YAMLReader.document(Array("# nothing\n".utf8), file: "t") == nil)
  }

  private static let bomb =
    "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + zip("abcdefgh", "bcdefghi").map { from, to in
      "\(to): &\(to) [" + Array(repeating: "*\(from)", count: 10).joined(separator: ",") + "]\n"
    }.joined()

  private static let hostile: [(String, YAMLError.Code)] = [
    ("a: 1\nb: 2\na: 3\n", YAMLError.Code.duplicateKey), ("{a: 1, 'a': 2}", .duplicateKey),
    ("a: &x 1\n<<: 5\n", .syntax),
    ("é: 1\ne\u{301}: 2\n", .duplicateKey), (bomb, .tooManyAliases), (bomb + "? *i\n: 1\n", .complexKey),
    (bomb + "*i : 1\n", .complexKey), (bomb + "[*i]: 1\n", .complexKey), (bomb + "z: {? *i : 1}\n", .complexKey),
    (bomb + "z: {*i : 1}\n", .complexKey), ("[a, b]: 1\n", .complexKey), ("? {a: 1}\n: 2\n", .complexKey),
    (String(repeating: "[", count: 65) + String(repeating: "]", count: 65), .tooDeep),
    (String(repeating: "[", count: 100_000), .tooDeep), (String(repeating: "- ", count: 100_000), .tooDeep),
    ("a: [1\n", .syntax), ("a: *nowhere\n", .syntax), ("\ta: 1\n", .syntax), ("a: \u{1}\n", .syntax),
    ("a: \"\\ud800\"\n", .syntax),
    (String(repeating: " ", count: (1 << 20) + 1), .tooLarge), ("a: b: c\n", .syntax), ("%YAML 9\n", .syntax),
  ]

  @Test(
    "hostile or ambiguous text is refused for its own reason",
    arguments: hostile
  )
  func refuses(_ text: String, _ code: YAMLError.Code) {
    let error = #expect(throws: YAMLError.self) { try YAMLReader.document(Array(text.utf8), file: "t") }
    #expect(error?.code == code)
  }

  @Test(
    "the twin of a refused key is accepted",
    arguments: ["a: &x 1\nb: ? 1\nc: 2\n", "a: &x 1\nb: [*x]\n", "script: '[ a ? b : c ]'\n"]
  )
  func accepts(_ text: String) throws {
    if text.hasPrefix("a: &x 1\nb: ? 1") {
      #expect(throws: YAMLError.self) { try read(text) }
    } else {
      _ = try read(text)
    }
  }

  @Test("bytes that are not UTF-8 are refused where they stand")
  func invalidUTF8() {
    let error = #expect(throws: YAMLError.self) { try YAMLReader.document([0x61, 0x3A, 0x20, 0xC3], file: "t") }
    #expect(error?.code == .invalidUTF8)
    #expect(error?.diagnostic.primary.span.range.lowerBound == 3)
  }

  @Test("a duplicate key is shown at both places")
  func duplicatePlaces() throws {
    let text = "ü: 1\nroles:\n  a: 1\n  b: 2\n  a: 3\n"
    let error = #expect(throws: YAMLError.self) { try YAMLReader.document(Array(text.utf8), file: "t.yaml") }
    let diagnostic = try #require(error?.diagnostic)
    #expect(
      TextRenderer(SourceFiles("t.yaml", Array(text.utf8))).render(diagnostic) == """
        error[yaml-duplicate-key]: the key `a` appears twice in one mapping
         --> t.yaml:5:3
          |
        5 |   a: 3
          |   ^ again here
         --> t.yaml:3:3
          |
        3 |   a: 1
          |   - first here
           = help: keep one of the two; which one wins would be a guess

        """
    )
  }

  @Test("one long line of 20,000 values is read in linear time and keeps its places")
  func longLine() throws {
    let text = "[" + String(repeating: "é, ", count: 20_000) + "z]"
    guard case .sequence(let nodes) = try read(text).value else {
      Issue.record("not a list")
      return
    }
    #expect(nodes.count == 20_001)
    #expect(covered(text, try #require(nodes.last).range) == "z")
  }

  @Test("many nested keys end with an error, not with a hang")
  func nestedKeys() {
    let unit = "- " + String(repeating: "{", count: 150) + "a" + String(repeating: ": 1}", count: 150) + "\n"
    let text = String(repeating: unit, count: 40)
    #expect(throws: YAMLError.self) { try YAMLReader.document(Array(text.utf8), file: "t") }
  }
}
