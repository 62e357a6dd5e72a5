import KeylessChain
import Testing

/// What CPython's `configparser` and botocore's `configloader` do with odd files; `BotocoreFileTests` asks them.
struct PythonGrammarTests {
  private static func failure(_ text: String) -> String? {
    ConfigFile(path: "config", role: .config, dialect: .botocore, bytes: Array(text.utf8)).failure?.text
  }

  private static let refused = "Unable to parse config file: config"

  @Test
  func `two spellings of a letter are two names, and the same spelling twice is refused`() {
    let (composed, decomposed) = ("[profile caf\u{e9}]\n", "[profile cafe\u{301}]\n")
    #expect(Self.failure(composed + decomposed) == nil)
    #expect(Self.failure(composed + composed) == Self.refused)
    #expect(Self.failure("[profile dev]\nr\u{e9} = 1\nre\u{301} = 2\n") == nil)
    #expect(Self.failure("[profile dev]\nr\u{e9} = 1\nr\u{e9} = 2\n") == Self.refused)
  }
}
