import KeylessPlatforms
import KeylessSource
import Testing

@Suite("Tokens of any other issuer")
struct GenericOIDCTokenTests {
  private func mint(_ given: Pipeline, _ request: TokenRequest) throws -> UnsignedToken {
    try Platform.get("oidc").token(for: given, request)
  }

  @Test("the subject is what was given, and claims are there when they are stated")
  func claims() throws {
    var given = oidc(["subject": "auth0|a b:c/*?", "email": "a@example.com", "email_verified": "true"])
    given["amr"] = .list(["pwd", "mfa"])
    let sample = """
      {
        "iss": "https://login.example.com/",
        "sub": "auth0|a b:c/*?",
        "aud": ["a", "b"],
        "exp": 1700003600,
        "nbf": 1700000000,
        "iat": 1700000000,
        "jti": "jti-1",
        "email": "a@example.com",
        "email_verified": true,
        "amr": ["pwd", "mfa"]
      }
      """
    let request = TokenRequest.test(issuer: "https://login.example.com/", audience: .many(["a", "b"]))
    #expect(try mint(given, request).payload.compact == Samples.compact(sample))
  }

  @Test("issuer and audience must be given")
  func demanded() throws {
    let noIssuer = #expect(throws: PlatformError.self) { try mint(oidc(), .test()) }
    #expect(noIssuer?.code == .illegalRequest && noIssuer?.fact == "issuer")
    let noAudience = #expect(throws: PlatformError.self) {
      try mint(oidc(), .test(issuer: "https://idp.example.com", audience: nil))
    }
    #expect(noAudience?.fact == "aud")
  }

  @Test(
    "an issuer that another platform publishes is refused, and so is plain http",
    arguments: [
      ("https://gitlab.com", "gitlab"), ("https://token.actions.githubusercontent.com", "github"),
      ("https://agent.buildkite.com", "buildkite"), ("https://app.terraform.io", "hcp-terraform"),
      ("https://oidc.circleci.com", "circleci"), ("https://ghe.example.com/_services/token", "github"),
      ("http://idp.example.com", "loopback"),
    ]
  )
  func foreign(issuer: String, says: String) throws {
    let error = #expect(throws: PlatformError.self) { try mint(oidc(), .test(issuer: issuer)) }
    #expect(error?.code == .illegalRequest && error?.description.contains(says) == true)
  }

  @Test("a free subject is one form, with the two claims AWS maps of any issuer where they are stated")
  func form() throws {
    let forms = try Platform.get("oidc").forms(FormSelection(issuer: "https://idp.example.com"))
    let form = try #require(forms.first)
    #expect(forms.count == 1 && form.subject.segments == [.component("subject")])
    #expect(form.claims.map(\.claim) == ["amr", "email"] && form.claims.allSatisfy { !$0.isCertain })
    #expect(form.component("amr")?.kind.isList == true)
  }
}
