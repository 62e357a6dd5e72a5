import KeylessOIDC
import Testing

@Suite("taking tokens out of messages")
struct TokenRedactionTests {
  private static let token = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl-_"

  @Test(
    "a token goes, wherever it stands",
    arguments: [
      (token, "<redacted>"), ("no file `\(token)`", "no file `<redacted>`"),
      ("a \(token), b\n\(token)", "a <redacted>, b\n<redacted>"), ("x=\(token)&y", "x=<redacted>&y"),
      ("eyJ..", "<redacted>"), (token + ".more", "<redacted>"), ("--" + token, "<redacted>"),
    ]
  )
  func redacts(text: String, expected: String) {
    #expect(TokenRedaction.redacting(text) == expected)
  }

  @Test(
    "anything else stays as it is",
    arguments: [
      "", "examples/gitlab/keyless.yaml", "sts.amazonaws.com", "eyJ", "eyJ.one", "the.three.segments", "é\r\n\u{1b}",
      "xeyJ.a.b",
    ]
  )
  func keeps(text: String) {
    #expect(TokenRedaction.redacting(text).utf8.elementsEqual(text.utf8))
    #expect(!TokenRedaction.isToken(text))
  }

  @Test("only a whole text is a token")
  func whole() {
    #expect(TokenRedaction.isToken(Self.token))
    #expect(!TokenRedaction.isToken("./" + Self.token))
    #expect(!TokenRedaction.isToken(Self.token + "\n"))
  }
}
