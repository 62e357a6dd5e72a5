import Testing

@testable import KeylessChain

struct ShellWordsTests {
  @Test(arguments: [
    ("vault aws  creds", ["vault", "aws", "creds"]),
    ("\"/opt/my tool\" --role 'a b'", ["/opt/my tool", "--role", "a b"]),
    ("a\\ b c", ["a b", "c"]), ("a \"b\\\"c\" \"d\\e\"", ["a", "b\"c", "d\\e"]), ("a '' b", ["a", "", "b"]), ("", []),
    ("a'b'\"c\"", ["abc"]), ("a; rm -rf $HOME `x` > y", ["a;", "rm", "-rf", "$HOME", "`x`", ">", "y"]),
    // A mark on the quote makes another character of it, and not another byte.
    ("a '\u{301}b' c", ["a", "\u{301}b", "c"]),
  ])
  func `a command is split into words, and nothing in it is expanded`(command: String, words: [String]) {
    #expect(ShellWords.split(command) == words)
  }

  @Test(arguments: ["a 'b", "a \"b", "a \\", "\"a\\\""])
  func `an open quote is no command`(command: String) { #expect(ShellWords.split(command) == nil) }
}
