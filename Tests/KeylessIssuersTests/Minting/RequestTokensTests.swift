import KeylessAWS
import KeylessIssuers
import KeylessOIDC
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite("the request tokens of jobs")
struct RequestTokensTests {
  private let machine = TestMachine()
  private let key: SigningKey

  init() throws { key = try Keys.first.get() }

  private func minting(_ name: String) -> RequestTokens.Minting {
    { [key] audience in
      try SignedToken.mint(
        header: ["alg": "ES256"],
        payload: ["job": .string(name), "aud": .string(audience ?? "default")],
        key: key
      )
    }
  }

  private func claims(_ minting: RequestTokens.Minting?, _ audience: String?) throws -> String? {
    guard let minting else { return nil }
    let parts = try minting(audience).reveal().split(separator: ".")
    return Base64URL.decode(String(parts[1])).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("each token stands for its job, and only the audience is the bearer's to choose")
  func jobs() throws {
    let tokens = RequestTokens(random: machine.system().randomBytes)
    let one = try tokens.issue(now: 100, mint: minting("one"))
    let two = try tokens.issue(now: 100, mint: minting("two"))
    #expect(one != two)
    #expect(one.exposed.utf8.count == 43)
    #expect(try claims(tokens.minting(for: one, now: 100), "x") == "{\"job\":\"one\",\"aud\":\"x\"}")
    #expect(try claims(tokens.minting(for: two, now: 100), nil) == "{\"job\":\"two\",\"aud\":\"default\"}")
  }

  @Test("a token that was not issued here, or nearly, mints nothing")
  func strangers() throws {
    let tokens = RequestTokens(random: machine.system().randomBytes)
    let real = try tokens.issue(now: 100, mint: minting("one"))
    let others = RequestTokens(random: TestMachine(seed: 2).system().randomBytes)
    let elsewhere = try others.issue(now: 100, mint: minting("x"))
    let near = ["", real.exposed + "A", String(real.exposed.dropLast()), real.exposed.uppercased(), elsewhere.exposed]
    for text in near { #expect(tokens.minting(for: BearerToken(text), now: 100) == nil) }
    #expect(tokens.minting(for: real, now: 100) != nil)
  }

  @Test("a token ends at its time, and when it is revoked")
  func ends() throws {
    let tokens = RequestTokens(random: machine.system().randomBytes)
    let one = try tokens.issue(now: 100, lifetime: 60, mint: minting("one"))
    #expect(tokens.minting(for: one, now: 159) != nil)
    #expect(tokens.minting(for: one, now: 160) == nil)
    let two = try tokens.issue(now: 100, mint: minting("two"))
    tokens.revoke(two)
    #expect(tokens.minting(for: two, now: 100) == nil)
  }

  @Test("so many are alive at one time; those that expired make room")
  func bounded() throws {
    let tokens = RequestTokens(random: machine.system().randomBytes)
    for _ in 0..<RequestTokens.most { _ = try tokens.issue(now: 0, lifetime: 10, mint: minting("x")) }
    #expect(throws: RequestTokens.Failure.tooMany) { try tokens.issue(now: 9, mint: minting("x")) }
    #expect(throws: Never.self) { try tokens.issue(now: 10, mint: minting("x")) }
  }

  @Test("without randomness there is no token, and a token does not print itself")
  func secrets() throws {
    let poor = RequestTokens(random: { _ in [1, 2, 3] })
    #expect(throws: RequestTokens.Failure.noRandomness) { try poor.issue(now: 0, mint: minting("x")) }
    let token = try RequestTokens(random: machine.system().randomBytes).issue(now: 0, mint: minting("x"))
    var dumped = ""
    dump(token, to: &dumped)
    #expect("\(token) \(token.debugDescription) \(dumped)".contains(token.exposed) == false)
  }
}
