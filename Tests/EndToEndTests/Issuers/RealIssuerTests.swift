import KeylessAWS
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite(
  "an issuer over HTTPS with an authority of its own",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: TestIssuer.isThere, TestIssuer.absence)
)
struct RealIssuerTests {
  private static let arn = "arn:aws:sts::111122223333:assumed-role/deploy/job"
  private static let thumbprint = "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"
  private static let noKey =
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity "
    + "documentation for requirements"

  private func message(_ result: Result<String, QueryError>) -> String? {
    guard case .failure(let error) = result else { return nil }
    #expect(error.code == "InvalidIdentityToken")
    #expect(error.status == 400)
    return error.message
  }

  @Test("its tokens open the role for whoever named its authority; a near miss is refused")
  func exchange() async throws {
    try await TestIssuer.use { issuer async throws in
      let remote = try RemoteAWS(issuer, trust: issuer.pem("ca"))
      try issuer.publish(remote.forge.rsa)
      try await LocalAWSServer.serve(remote.aws) { endpoint in
        #expect(try await remote.exchange(remote.token(), at: endpoint) == .success(Self.arn))
        let miss = try remote.token(["sub": "repo:octo-org/octo-repo:ref:refs/heads/other"])
        #expect(try await remote.exchange(miss, at: endpoint) == .failure(.notAuthorizedToAssume))
        #expect(try await issuer.tell("state").requests == ["/.well-known/openid-configuration", "/jwks"])
      }
    }
  }

  @Test(
    "without its authority, or with another's, its certificate is refused in AWS's words",
    arguments: [nil, "other"]
  )
  func wrongAuthority(authority: String?) async throws {
    try await TestIssuer.use { issuer async throws in
      let remote = try RemoteAWS(issuer, trust: authority.map { try issuer.pem($0) })
      try issuer.publish(remote.forge.rsa)
      try await LocalAWSServer.serve(remote.aws) { endpoint in
        let refused = try await remote.exchange(remote.token(), at: endpoint)
        #expect(message(refused) == Self.thumbprint)
        #expect(try await issuer.tell("state").requests.isEmpty)
      }
    }
  }

  @Test("a certificate of another host, or one whose time is over, is refused", arguments: ["wrong-name", "expired"])
  func wrongCertificate(mode: String) async throws {
    try await TestIssuer.use { issuer async throws in
      let remote = try RemoteAWS(issuer, trust: issuer.pem("ca"))
      try issuer.publish(remote.forge.rsa)
      try await issuer.tell("mode \(mode)")
      try await LocalAWSServer.serve(remote.aws) { endpoint in
        let refused = try await remote.exchange(remote.token(), at: endpoint)
        #expect(message(refused) == Self.thumbprint)
        #expect(try await issuer.tell("state").requests.isEmpty)
      }
    }
  }

  @Test("it rotates its keys, goes down and comes back, and is never asked more often than every thirty seconds")
  func life() async throws {
    try await TestIssuer.use { issuer async throws in
      let remote = try RemoteAWS(issuer, trust: issuer.pem("ca"))
      let clock = remote.clock
      let start = clock.now
      try issuer.publish(remote.forge.rsa)
      try await LocalAWSServer.serve(remote.aws) { endpoint in
        func opens(elliptic: Bool) async throws -> Bool {
          try await remote.exchange(remote.token(elliptic: elliptic), at: endpoint) == .success(Self.arn)
        }
        #expect(try await opens(elliptic: false))
        #expect(try await !opens(elliptic: true))
        #expect(try await issuer.attempts() == 1)

        // The new key stands beside the old, then alone.
        try issuer.publish(remote.forge.rsa, remote.forge.ec)
        clock.advance(seconds: 30)
        #expect(try await opens(elliptic: true))
        #expect(try await opens(elliptic: false))
        try issuer.publish(remote.forge.ec)
        clock.advance(seconds: 300)
        let old = try await remote.exchange(remote.token(), at: endpoint)
        #expect(message(old) == Self.noKey)
        #expect(try await opens(elliptic: true))
        #expect(try await issuer.attempts() == 3)

        // Down: what is known is used for an hour from when it was asked for.
        try await issuer.tell("down")
        for _ in 0..<119 {
          clock.advance(seconds: 30)
          #expect(try await opens(elliptic: true))
        }
        clock.advance(seconds: 30)
        #expect(message(try await remote.exchange(remote.token(elliptic: true), at: endpoint)) == Self.noKey)
        #expect(try await issuer.attempts() == 3)

        // Back, at the next question.
        try await issuer.tell("up")
        #expect(try await !opens(elliptic: true))
        clock.advance(seconds: 30)
        #expect(try await opens(elliptic: true))
        #expect(try await !opens(elliptic: false))
        #expect(try await issuer.attempts() == 4)
        let bound = 1 + (clock.now - start) / 30
        #expect(try await issuer.attempts() <= bound)
      }
    }
  }

  @Test("a hundred jobs at once ask it once")
  func crowd() async throws {
    try await TestIssuer.use { issuer async throws in
      let remote = try RemoteAWS(issuer, trust: issuer.pem("ca"))
      try issuer.publish(remote.forge.rsa)
      let token = try remote.token()
      try await LocalAWSServer.serve(remote.aws) { endpoint in
        let opened = try await withThrowingTaskGroup(of: Bool.self) { group in
          for _ in 0..<100 {
            group.addTask { try await remote.exchange(token, at: endpoint) == .success(Self.arn) }
          }
          return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(opened == 100)
        #expect(try await issuer.attempts() == 1)
      }
    }
  }
}
