import KeylessSource
import Testing

@Suite("JSON text")
struct JSONTextTests {
  private static let hostile = "\u{1b}[2J\u{9b}31m\r\n\t\u{202e}\u{2028}\u{7f}\u{0}\u{feff}é\u{1F511}\"\\/"

  @Test("text for people escapes what moves a cursor; text for machines only what JSON demands")
  func terminal() {
    let value: JSON = .object([JSON.Member(Self.hostile, .array([.string(Self.hostile)]))])
    for scalar in value.pretty.unicodeScalars where scalar != "\n" {
      #expect(!(0..<0x20).contains(scalar.value) && !(0x7F..<0xA0).contains(scalar.value))
      #expect(![0x202E, 0x2028, 0xFEFF].contains(scalar.value))
    }
    #expect(value.pretty.contains("é\u{1F511}\\\"\\\\/"))
    #expect(value.compact.contains("\u{202e}\u{2028}"))
  }

  @Test("both mean the same value")
  func sameValue() throws {
    let value: JSON = .object([JSON.Member("x", .string(Self.hostile))])
    for text in [value.pretty, value.compact] {
      let node = try JSONParser.parse(Array(text.utf8))
      guard case .object(let members) = node.value, case .string(let read)? = members.first?.value.value else {
        Issue.record("no object with a string")
        return
      }
      #expect(read.utf8.elementsEqual(Self.hostile.utf8))
    }
  }
}
