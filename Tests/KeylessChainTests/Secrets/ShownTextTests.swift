import KeylessChain
import KeylessSource
import Testing

@Suite("what is shown of a text", .timeLimit(.minutes(8)))
struct ShownTextTests {
  private static let header = "eyJhbGciOiJSUzI1NiJ9"

  @Test(arguments: [
    ("open \(header).eyJzdWIiOiJ4In0.c2ln: no such file", "open (a token): no such file"),
    ("'eyJh.eyJi.'", "'(a token)'"), ("eyJh.b", "(a token)"),
    // A JWE has five parts, and its second may be empty; a token may have lost all but its first.
    ("eyJh..aXY.Y3Q.dGFn, then", "(a token), then"), ("eyJh.a.b.c.d", "(a token)"), ("`\(header)`", "`(a token)`"),
    ("/run/\(header).e30.c2ln/x", "/run/(a token)/x"),
    ("profile, AKIAIOSFODNN7EXAMPLE", "profile, (an access key)"),
    ("/h/ASIAIOSFODNN7EXAMPLE:4", "/h/(an access key):4"),
    ("[\(String(repeating: "a", count: 257))]", "[(a long text)]"),
    ("AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "(an access key):(a secret)"),
    ("profile wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY. Got", "profile (a secret). Got"),
    ("key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "key=(a secret)"),
    ("asks https://u:pw123456@h/x", "asks https://(a user)@h/x"),
    ("profile (wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)", "profile ((a secret))"),
  ])
  func `what looks like a secret in the place of a path is not shown`(text: String, shown: String) {
    #expect(ShownText.withoutSecrets(text) == shown)
    #expect(ShownText.withoutSecrets(shown) == shown)
    #expect(ChainFailure(text).text == shown)
    #expect(Step(.environment, text).reason == shown)
    #expect(UnknownInput(.instanceMetadata, text).reason == shown)
    #expect(PlaceWords().path(text) == shown)
    #expect(InputName.file(text).words == "`\(shown)`")
    #expect(LinkOrigin.variables(text).words == shown)
  }

  @Test(arguments: [
    // A commit, a path, and a secret that lost a letter.
    "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", "/Users/Me/Projects/Shop2/infra/config/aws",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE",
    "", "eyJust a word", "eyJh.", "eyJ", "AKIA", "AKIASHORT", "arn:aws:iam::111122223333:role/AKIA",
    "/home/me/é/.aws/config", String(repeating: "a", count: 256), "a\u{0}b\nc",
  ])
  func `no other word is hidden`(text: String) {
    #expect(ShownText.withoutSecrets(text) == text)
  }

  @Test
  func `a path below the home folder is no less a token`() {
    let words = PlaceWords(home: "/home/me")
    #expect(words.path("/home/me/eyJh.eyJi.c") == "~/(a token)")
    #expect(words.path("/home/me/.aws/config") == "~/.aws/config")
    #expect(words.json(SourceSpan(file: "/run/eyJh.eyJi.c", range: 0..<1)) == ["file": "/run/(a token)"])
  }

  /// Each was once searched to its end from every place in it.
  @Test(arguments: ["a", "eyJ", "eyJ.", "AKIA", ".", "é", "eyJh.b "])
  func `a megabyte of one word is one answer`(part: String) {
    let text = String(repeating: part, count: (1 << 20) / part.utf8.count)
    let shown = ShownText.withoutSecrets(text)
    #expect(shown == (part.hasSuffix(" ") ? text.replacing("eyJh.b", with: "(a token)") : "(a long text)"))
    #expect(ChainFailure(text).text == shown)
  }

  @Test(arguments: [" ", "`", "\n"])
  func `a megabyte of what stands between words stays`(part: String) {
    let text = String(repeating: part, count: 1 << 20)
    #expect(ShownText.withoutSecrets(text) == text)
  }

  @Test(arguments: ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE", "id", "AKIA_TEST_ONE_TWO_3"])
  func `an access key id is shown`(id: String) { #expect(ShownText.accessKeyID(id) == id) }

  @Test(arguments: ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AKIAIOSFODNN7EXAMPLE\nx = wJalrXUtnFEMI"])
  func `a secret in the place of an id is not`(id: String) { #expect(!ShownText.accessKeyID(id).contains("wJalr")) }
}
