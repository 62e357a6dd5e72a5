import KeylessSource
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

  @Test("what has the form of a secret key is hidden whatever it is called, and no commit or path")
  func keys() {
    let key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzExampleK1"
    #expect(masked("sk = \"\(key)\"") == "sk = \"\(String(repeating: "*", count: 40))\"")
    for text in ["ref: 8f4b7f84864484a7bf31766abe9204da3cbe65b3", "\(key)a", "/" + key.dropFirst()] {
      #expect(masked(text) == text)
    }
  }

  @Test("behind the place of a secret its whole line is hidden, and no other line")
  func places() {
    let text = "x = \"ab cd\" # ef\ny = 1\n"
    func masked(_ range: Range<Int>) -> String {
      let bytes = SecretMask.masked(Array(text.utf8), at: [SourceSpan(file: "m.tf", range: range)])
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(masked(0..<1) == "x = \"** **\" * **\ny = 1\n")
    #expect(masked(5..<5) == "x = \"** **\" * **\ny = 1\n")
    #expect(masked(text.utf8.count + 9..<text.utf8.count + 9) == text)
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
