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

  private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEK3y"
  private static let sealed = "AQAB" + String(repeating: "aB3", count: 40)

  @Test(
    "a secret key goes, and the long base64 of a session token",
    arguments: [
      (secret, "<redacted>"), ("the key \(secret), and", "the key <redacted>, and"),
      ("role/x_\(secret)", "role/x_<redacted>"),
      ("arn:aws:iam::1:role/\(secret)", "arn:aws:iam::1:role/<redacted>"),
      ("secret=\(secret)&x", "secret=<redacted>&x"),
      (sealed, "<redacted>"), ("`\(sealed)==`", "`<redacted>==`"),
      (sealed.replacing("B3a", with: "+/a"), "<redacted>"), (sealed.replacing("B3a", with: "-_a"), "<redacted>"),
      (token + " " + secret + " " + sealed, "<redacted> <redacted> <redacted>"),
    ]
  )
  func redactsKeys(text: String, expected: String) {
    #expect(TokenRedaction.redacting(text) == expected)
  }

  @Test(
    "names, ids, digests and what is a little longer or shorter than a key stay as they are",
    arguments: [
      "arn:aws:iam::111122223333:role/ci/prod/Release-2026", "arn:aws:sts::111122223333:assumed-role/Deploy1/job-42",
      "arn:aws:s3:::Acme-Shop-State/env:/Prod1/terraform.tfstate",
      "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "AKIAIOSFODNN7EXAMPLE AROADBQP57FF2AEXAMPLE", "0123456789abcdef0123456789abcdef01234567",
      String(repeating: "0123456789abcdef", count: 8), String(repeating: "very-long-name/", count: 20),
      "project_path:Acme/Shop1:ref_type:branch:ref:main", secret + "A", String(secret.dropLast()),
      "/private/var/folders/9g/T/Keyless-tests-1234567890/" + String(repeating: "Folder1/", count: 10) + "keyless.yaml",
    ]
  )
  func keepsNames(text: String) {
    #expect(TokenRedaction.redacting(text) == text)
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
