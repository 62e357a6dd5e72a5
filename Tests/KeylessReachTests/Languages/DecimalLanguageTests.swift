import Testing

@testable import KeylessReach

@Suite("decimal integers as languages")
struct DecimalLanguageTests {
  @Test("each comparison is the comparison of numbers", arguments: [0, 1, 7, 9, 10, 42, 99, 100, 101, 987, 1000])
  func comparison(number: Int) throws {
    for comparison in DecimalLanguage.Comparison.allCases {
      for written in ["\(number)", "00\(number)"] {
        let language = try #require(DecimalLanguage.texts(comparison, Array(written.utf8)))
        for other in 0...1200 {
          let expected =
            switch comparison {
            case .less: other < number
            case .lessOrEqual: other <= number
            case .equal: other == number
            case .greaterOrEqual: other >= number
            case .greater: other > number
            }
          #expect(language.contains("\(other)".utf8) == expected, "\(other) \(comparison) \(written)")
        }
        for text in ["", "01", "00", "-1", "+1", "1 ", "1.0", "1e1", "٣"] { #expect(!language.contains(text.utf8)) }
      }
    }
  }

  @Test("what is no decimal number has no language")
  func refused() {
    for text in ["", "-1", "1.5", "abc", "0x1"] { #expect(DecimalLanguage.texts(.equal, Array(text.utf8)) == nil) }
  }
}
