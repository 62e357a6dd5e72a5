import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessIssuers
import KeylessOIDC
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

/// The exchange where the token's issuer is not played: its keys are fetched from a played network.
@Suite("an issuer that is registered and not played")
struct RemoteIssuerTests {
  private static let issuer = "https://unplayed.example.com"
  private static let role = "arn:aws:iam::111122223333:role/remote"
  private static let forge = Result {
    try TokenForge(issuer: issuer, audience: "https://aws.acme.example", now: Forges.now)
  }

  private let network = PlayedNetwork()
  private let forge: TokenForge
  private let world: World

  init() throws {
    forge = try Self.forge.get()
    let machine = TestMachine(now: Forges.now)
    let remote = RemoteIssuers(system: machine.system(network: network))
    world = try World(settings: Settings(region: World.region, remoteIssuers: remote))
    try world.add(
      Self.role,
      ["StringEquals": ["unplayed.example.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"]],
      issuer: Self.issuer
    )
    publish()
  }

  private func publish() {
    let document = DiscoveryDocument(
      issuer: Self.issuer,
      keySetURL: Self.issuer + "/jwks",
      signingAlgorithms: [.rs256]
    )
    network.put(Self.issuer + "/.well-known/openid-configuration", document.json.compact)
    network.put(Self.issuer + "/jwks", forge.keys.json.compact)
  }

  private func exchange(_ token: String) async -> ServerAnswer {
    let request = QueryRequest(
      AssumeRoleWithWebIdentity.action,
      service: .sts,
      parameters: [
        QueryParameter("RoleArn", Self.role), QueryParameter("RoleSessionName", "job"),
        QueryParameter("WebIdentityToken", token),
      ]
    )
    return await world.aws.respond(
      to: IncomingRequest(
        method: "POST",
        path: "/",
        authority: "127.0.0.1:4566",
        headers: [.contentType: "application/x-www-form-urlencoded; charset=utf-8"],
        body: request.formBody
      )
    )
  }

  @Test("its tokens are exchanged with keys that were fetched once; a near miss is refused")
  func opens() async throws {
    let good = try await exchange(forge.token())
    #expect(try good.output().assumedRoleARN == "arn:aws:sts::111122223333:assumed-role/remote/job")
    #expect(
      try await exchange(forge.token(claims: ["sub": "repo:octo-org/octo-repo:ref:refs/heads/x"])).error().code
        == "AccessDenied"
    )
    #expect(try await exchange(forge.token(by: forge.attacker)).error().message == "Token signature invalid")
    #expect(try await exchange(forge.token()).status == 200)
    #expect(network.requests.count == 2)
    // One record for each call, also for the one that had to wait for keys.
    #expect(world.book.calls.count == 4)
  }

  @Test("a token of an issuer that is registered nowhere makes nobody ask anything")
  func unregistered() async throws {
    let stranger = try forge.token(claims: ["iss": "https://evil.example"])
    #expect(try await exchange(stranger).error().code == "InvalidIdentityToken")
    #expect(network.requests.isEmpty)
  }

  @Test("keys of one issuer verify no token of another, be it played or fetched")
  func confusion() async throws {
    let played = try world.gitlab.token(claims: ["iss": .string(Self.issuer)])
    #expect(try await exchange(played).error().message.hasPrefix("Couldn't retrieve verification key"))
    let fetched = try forge.token(
      header: ["kid": .string(world.gitlab.rsa.keyID)],
      claims: ["iss": "https://gitlab.com", "sub": .string(World.subject)]
    )
    #expect(try world.exchange(fetched).error().message == "Token signature invalid")
  }

  @Test("an issuer that is down is AWS's sentence to the client and a reason in the log")
  func down() async throws {
    network.clear()
    let error = try await exchange(forge.token()).error()
    #expect(error.code == "InvalidIdentityToken")
    #expect(error.status == 400)
    #expect(
      error.message == "Couldn't retrieve verification key from your identity provider,  please reference "
        + "AssumeRoleWithWebIdentity documentation for requirements"
    )
    #expect(world.book.text.contains("Connection refused"))
  }

  @Test("a certificate that is not trusted is AWS's sentence about thumbprints")
  func certificate() async throws {
    network.usesPrivateAuthority("unplayed.example.com")
    #expect(
      try await exchange(forge.token()).error().message
        == "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"
    )
  }

  @Test("the synchronous path never fetches")
  func synchronous() async throws {
    #expect(try world.exchange(forge.token(), role: Self.role).error().code == "InvalidIdentityToken")
    #expect(network.requests.isEmpty)
    _ = try await exchange(forge.token())
    #expect(try world.exchange(forge.token(), role: Self.role).status == 200)
  }
}
