import Testing

@testable import KeylessCredentials

struct SecretTextsTests {
  private let secrets: SecretTexts = {
    let secrets = SecretTexts()
    secrets.add("header-part.payload-part.signature-part\n")
    secrets.add("key/with+signs==")
    secrets.add("short")
    return secrets
  }()

  @Test(arguments: [
    ("got header-part.payload-part.signature-part\n.", "got [hidden]."),
    ("got header-part.payload-part.signature-part.", "got [hidden]."), ("of signature-part only", "of [hidden] only"),
    ("a mark signature-part\u{301}", "a mark [hidden]\u{301}"),
    ("key/with+signs==key/with+signs==", "[hidden][hidden]"),
    ("in a URL key%2Fwith%2Bsigns%3D%3D", "in a URL [hidden]"),
  ])
  func `a secret, a part of a token and what it is in a URL are hidden`(_ text: String, _ shown: String) {
    #expect(secrets.hiding(in: text) == shown)
  }

  @Test(arguments: ["signature-par", "Signature-part", "short", "", "the role was refused"])
  func `other texts stay as they are`(_ text: String) { #expect(secrets.hiding(in: text) == text) }
}
