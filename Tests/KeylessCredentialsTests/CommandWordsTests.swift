import Testing

@testable import KeylessCredentials

struct CommandWordsTests {
  @Test(arguments: [
    ("vault aws  creds", ["vault", "aws", "creds"]),
    ("\"/opt/my tool\" --role 'a b'", ["/opt/my tool", "--role", "a b"]),
    ("a\\ b c", ["a b", "c"]), ("a \"b\\\"c\" \"d\\e\"", ["a", "b\"c", "d\\e"]), ("a '' b", ["a", "", "b"]), ("", []),
    ("a'b'\"c\"", ["abc"]), ("a; rm -rf $HOME `x` > y", ["a;", "rm", "-rf", "$HOME", "`x`", ">", "y"]),
  ])
  func `a command is split into words, and nothing in it is expanded`(command: String, words: [String]) {
    #expect(CommandWords.split(command) == words)
  }

  @Test(arguments: ["a 'b", "a \"b", "a \\", "\"a\\\""])
  func `an open quote is no command`(command: String) { #expect(CommandWords.split(command) == nil) }
}
