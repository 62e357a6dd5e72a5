import KeylessSystem
import KeylessOIDC
import KeylessCalls
import KeylessAccounts
import KeylessIssuers
import KeylessServer
import KeylessTesting
import Logging
import Testing

@Suite("the pages of played issuers")
struct PlayedIssuerTests {
  private func get(_ path: String, _ world: World, host: String? = "127.0.0.1:4566") -> ServerAnswer {
    world.aws.answer(IncomingRequest(method: "GET", path: path, authority: host))
  }

  @Test(
    "discovery and keys are documents that a strict reader takes, and the keys verify the issuer's tokens",
    arguments: ["https://gitlab.com", "https://gitlab.example.com"]
  )
  func documents(issuer: String) throws {
    let world = try World()
    let forge = issuer == world.gitlab.issuer ? world.gitlab : world.selfManaged
    let base = "/_keyless/issuers/" + issuer.dropFirst("https://".count)
    let page = get(base + "/.well-known/openid-configuration", world)
    #expect(page.status == 200)
    #expect(page.contentType == "application/json")
    let discovery = try DiscoveryDocument.parse(Array(page.body.utf8), issuer: issuer)
    #expect(discovery.keySetURL == "http://127.0.0.1:4566\(base)/jwks")
    #expect(discovery.signingAlgorithms == ["RS256"])
    let keys = try JSONWebKeySet.parse(Array(get(base + "/jwks", world).body.utf8))
    try TokenVerifier.checkSignature(UnverifiedToken.parse(forge.token()), keys: keys)
    #expect(throws: TokenRefusal.self) {
      try TokenVerifier.checkSignature(UnverifiedToken.parse(forge.token(by: forge.attacker)), keys: keys)
    }
    let other = issuer == world.gitlab.issuer ? world.selfManaged : world.gitlab
    #expect(throws: TokenRefusal.self) {
      try TokenVerifier.checkSignature(UnverifiedToken.parse(other.token()), keys: keys)
    }
  }

  @Test("a private key is on no page")
  func noPrivateKey() throws {
    let world = try World()
    let body = get("/_keyless/issuers/gitlab.com/jwks", world).body
    for member in ["\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"", "\"k\""] { #expect(!body.contains(member)) }
    #expect(body.contains("\"n\""))
  }

  @Test(
    "any other path has no document",
    arguments: [
      "/_keyless/issuers/", "/_keyless/issuers/gitlab.com", "/_keyless/issuers/gitlab.com/",
      "/_keyless/issuers/gitlab.com/jwks/",
      "/_keyless/issuers/GitLab.com/jwks",
      "/_keyless/issuers/gitlab.com/../gitlab.com/jwks", "/_keyless/issuers/https://gitlab.com/jwks",
      "/_keyless/issuers/gitlab.com%2Fjwks",
      "/_keyless/issuers/evil.example/.well-known/openid-configuration", "/_keyless/issuers/gitlab.com\u{301}/jwks",
    ]
  )
  func others(path: String) throws {
    let answer = get(path, try World())
    #expect(answer.status == 404)
    #expect(answer.body == "this server plays no such issuer\n")
  }

  @Test("a played issuer signs with its own key and publishes that alone, unless it is given more")
  func ownKey() throws {
    let key = try SigningKey.generate(.p256)
    let issuer = try PlayedIssuer(issuer: "https://ci.example.com/team", signingKey: key)
    #expect(issuer.keys.keys.map(\.webKey.keyID) == [key.keyID])
    let aws = try LocalAWS(
      accounts: try Accounts(store: MemoryStore()),
      issuers: [issuer],
      system: TestMachine().system(),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    let path = "/_keyless/issuers/ci.example.com/team/.well-known/openid-configuration"
    let page = aws.answer(IncomingRequest(method: "GET", path: path))
    let discovery = try DiscoveryDocument.parse(Array(page.body.utf8), issuer: "https://ci.example.com/team")
    #expect(discovery.signingAlgorithms == ["ES256"])
    #expect(discovery.keySetURL == "http://localhost/_keyless/issuers/ci.example.com/team/jwks")
  }

  @Test("a machine without randomness cannot start a local AWS")
  func noRandomness() {
    var system = TestMachine().system()
    system.randomBytes = { _ in [1, 2, 3] }
    #expect(throws: ServerError.self) {
      try LocalAWS(
        accounts: try Accounts(store: MemoryStore()),
        issuers: [],
        system: system,
        logger: Logger(label: "test")
      )
    }
  }
}
