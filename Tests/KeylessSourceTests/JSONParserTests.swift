import KeylessSource
import Testing

@Suite("JSONParser")
struct JSONParserTests {
  @Test(
    "text that is not exactly one JSON value is refused",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "1e", "nul", "True", "'a'", "{a:1}", "[1 2]", "1 2",
      "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "\"open",
      "\u{FEFF}1",
      "{\"a\" 1}", "NaN", "-", "[", "//x\n1", "\"\\u00é0\"",
    ]
  )
  func refuses(_ text: String) {
    #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test(
    "what is parsed prints the same and parses the same again",
    arguments: [
      "null", "true", "-0", "1e5", "12.50", "\"\"", "[]", "{}", "[1,[2,[3]],{}]",
      #"{"a":{"b":[null,false]},"c":"é\"\\"}"#,
      #""\u0001\n\t""#, "123456789012345678901234567890",
    ]
  )
  func roundTrip(_ text: String) throws {
    let node = try JSONParser.parse(Array(text.utf8))
    #expect(try JSONParser.parse(Array(node.plain.compact.utf8)).plain == node.plain)
    #expect(try JSONParser.parse(Array(node.plain.pretty.utf8)).plain == node.plain)
  }

  @Test("compact text survives unchanged, -0 and exponents included")
  func compactIsStable() throws {
    let text = #"{"a":[1,2.50,1e5,"x/y"],"b":null}"#
    #expect(try JSONParser.parse(Array(text.utf8)).plain.compact == text)
  }

  @Test("a span covers exactly the text of its value, also behind multi-byte text")
  func spans() throws {
    let text = #"{"é": [ 10, "ü\n" ], "b": {"c": true}}"#
    let bytes = Array(text.utf8)
    let node = try JSONParser.parse(bytes)
    func covered(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(covered(node.range) == text)
    let list = try #require(node["é"])
    #expect(covered(list.range) == #"[ 10, "ü\n" ]"#)
    guard case .array(let elements) = list.value, case .object(let members) = node.value else {
      Issue.record("not the values that were written")
      return
    }
    #expect(elements.map { covered($0.range) } == ["10", #""ü\n""#])
    #expect(members.map { covered($0.nameRange) } == [#""é""#, #""b""#])
    #expect(covered(try #require(node["b"]?["c"]).range) == "true")
  }

  @Test("escapes are decoded, surrogate pairs included")
  func escapes() throws {
    let node = try JSONParser.parse(Array(#""\"\\\/\b\f\n\r\t\u0041\ud83d\ude00""#.utf8))
    #expect(node.value == .string("\"\\/\u{8}\u{C}\n\r\tA😀"))
  }

  @Test("a member that appears twice is refused at its second place, escaped or not")
  func duplicates() throws {
    for text in [#"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#] {
      let error = #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
      #expect(error?.code == .duplicateMember)
      #expect(error?.offset == 7)
    }
  }

  @Test("two names that only look alike are two members", arguments: [1, 40])
  func lookAlikes(_ others: Int) throws {
    let filler = (0..<others).map { "\"k\($0)\":0," }.joined()
    let text = "{\(filler)\"\u{E9}\":1,\"e\u{301}\":2}"
    guard case .object(let members) = try JSONParser.parse(Array(text.utf8)).value else {
      Issue.record("not an object")
      return
    }
    #expect(members.count == others + 2)
    let twin = "{\(filler)\"\u{E9}\":1,\"\u{E9}\":2}"
    #expect(throws: JSONError.self) { try JSONParser.parse(Array(twin.utf8)) }
  }

  @Test("depth and size are bounded, and what lies at the bound is accepted")
  func limits() throws {
    let limits = JSONParser.Limits(size: 20, depth: 3)
    _ = try JSONParser.parse(Array("[[[1]]]".utf8), limits: limits)
    let deep = #expect(throws: JSONError.self) { try JSONParser.parse(Array("[[[[1]]]]".utf8), limits: limits) }
    #expect(deep?.code == .tooDeep)
    _ = try JSONParser.parse(Array(String(repeating: " ", count: 19).utf8) + [0x31], limits: limits)
    let large = #expect(throws: JSONError.self) {
      try JSONParser.parse(Array(String(repeating: " ", count: 20).utf8) + [0x31], limits: limits)
    }
    #expect(large?.code == .tooLarge)
    #expect(throws: JSONError.self) { try JSONParser.parse(Array(repeating: UInt8(ascii: "["), count: 1 << 20)) }
  }

  @Test("bytes that are not UTF-8 are refused where they stand")
  func invalidUTF8() {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0x61, 0xFF, 0x22]) }
    #expect(error?.code == .invalidUTF8)
    #expect(error?.offset == 2)
  }
}
