import Testing

@testable import KeylessFindings

@Suite("Secrets in quoted lines")
struct SecretMaskTests {
  private func masked(_ text: String) -> String { String(decoding: SecretMask.masked(Array(text.utf8)), as: UTF8.self) }

  @Test("a value behind a secret's name is hidden, byte for byte")
  func values() {
    #expect(masked(#"  secret_key = "abcd/efgh" # mine"#) == #"  secret_key = "*********" # mine"#)
    #expect(masked("AWS_SECRET_ACCESS_KEY: abcd") == "AWS_SECRET_ACCESS_KEY: ****")
    #expect(masked(#"{"access_key":"AKIAIOSFODNN7EXAMPLE"}"#) == #"{"access_key":"********************"}"#)
    #expect(masked("aws-secret-access-key: abcd") == "aws-secret-access-key: ****")
  }

  @Test("key ids and tokens are hidden wherever they stand")
  func shapes() {
    #expect(masked("x = AKIAIOSFODNN7EXAMPLE") == "x = ********************")
    #expect(masked("echo eyJhbGciOiJSUzI1NiJ9.e30.c2ln") == "echo \(String(repeating: "*", count: 29))")
  }

  @Test("a token of GitHub or GitLab is hidden whatever it is called")
  func platformTokens() {
    #expect(masked("PUSH_TOKEN: glpat-abcdefghijklmnop") == "PUSH_TOKEN: \(String(repeating: "*", count: 22))")
    #expect(masked("{A: ghp_abcdefghijkl}") == "{A: \(String(repeating: "*", count: 16))}")
  }

  @Test("references, other names and words that begin alike stay")
  func others() {
    for text in [
      "secret_key = var.key", "token: ${{ secrets.TOKEN }}", "profile = \"dev\"",
      "id-token: write", "AWS_TOKEN: x",
      "AKIA", "eyJ", "glpat-", "ghp_short", "xghp_abcdefghijklmnop",
    ] { #expect(masked(text) == text) }
  }
}
