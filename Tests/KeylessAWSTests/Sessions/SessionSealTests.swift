import KeylessTesting
import Testing

@testable import KeylessAWS

@Suite("Sealed sessions")
struct SessionSealTests {
  static func key(_ id: UInt32, _ byte: UInt8) throws -> SealingKey {
    try #require(SealingKey(id: id, root: [UInt8](repeating: byte, count: 32)))
  }

  static func session(_ random: inout SplitMix64, tags: Int = 2) throws -> Session {
    Session(
      accessKeyID: "ASIAQNZGKIQY56JQ7WML",
      account: try #require(AccountID("029608264753")),
      principalARN: "arn:aws:iam::029608264753:role/deploy",
      principalID: "AROAEXAMPLEEXAMPLE234",
      sessionName: "job-42",
      issuedAt: 1_795_348_800,
      expiresAt: 1_795_352_400,
      providerARN: "arn:aws:iam::029608264753:oidc-provider/gitlab.example.com",
      audience: random.hostileText(),
      subject: random.hostileText(),
      methods: ["m"],
      sourceIdentity: Bool.random(using: &random) ? random.hostileText() : nil,
      tags: (0..<tags).map { Session.Tag("k\($0)", random.hostileText()) },
      transitiveTagKeys: ["k0"],
      policy: Bool.random(using: &random) ? random.hostileText(200) : nil,
      policyARNs: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    )
  }

  static let bytes: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) } }

  @Test("a session comes back as it was, with the same secret, also after the key was rotated")
  func roundTrip() throws {
    var random = SplitMix64(seed: 3)
    let old = SessionSeal(current: try Self.key(1, 1))
    let rotated = SessionSeal(current: try Self.key(2, 2), older: [try Self.key(1, 1)])
    for _ in 0..<100 {
      let session = try Self.session(&random)
      let (token, secret) = try old.seal(session, random: Self.bytes)
      #expect(secret.exposed.utf8.count == 40)
      #expect(token.exposed.utf8.count < 4096)
      for seal in [old, rotated] {
        let opened = try seal.open(token, for: session.accessKeyID)
        #expect(opened.session == session)
        #expect(opened.secret == secret)
      }
    }
  }

  @Test("every altered byte and every truncation is refused")
  func tampered() throws {
    var random = SplitMix64(seed: 4)
    let seal = SessionSeal(current: try Self.key(1, 1))
    let session = try Self.session(&random)
    let token = try seal.seal(session, random: Self.bytes).token
    let bytes = try #require(Base64.decode(token.exposed))
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      let expected: SessionSeal.Refusal =
        switch index {
        case 0: .version
        case 1...4: .unknownKey
        default: .authentication
        }
      #expect(throws: expected) { try seal.open(SessionToken(Base64.encode(changed)), for: session.accessKeyID) }
    }
    for count in bytes.indices {
      #expect(throws: SessionSeal.Refusal.self) {
        try seal.open(SessionToken(Base64.encode(Array(bytes[..<count]))), for: session.accessKeyID)
      }
    }
  }

  @Test("a wrong key, another access key, and what is no token are refused")
  func refused() throws {
    var random = SplitMix64(seed: 5)
    let session = try Self.session(&random)
    let seal = SessionSeal(current: try Self.key(1, 1))
    let token = try seal.seal(session, random: Self.bytes).token
    let refusal = SessionSeal.Refusal.self
    #expect(throws: refusal.authentication) {
      try SessionSeal(current: Self.key(1, 9)).open(token, for: session.accessKeyID)
    }
    #expect(throws: refusal.unknownKey) {
      try SessionSeal(current: Self.key(2, 1)).open(token, for: session.accessKeyID)
    }
    #expect(throws: refusal.otherAccessKey) { try seal.open(token, for: "ASIAQNZGKIQY56JQ7WMM") }
    #expect(throws: refusal.notBase64) { try seal.open(SessionToken("not base64"), for: "") }
    #expect(throws: refusal.notBase64) { try seal.open(SessionToken(token.exposed + "\n"), for: "") }
    #expect(throws: refusal.tooShort) { try seal.open(SessionToken(""), for: "") }
    #expect(throws: refusal.tooLong) { try seal.open(SessionToken(String(repeating: "A", count: 20_000)), for: "") }
    #expect(SealingKey(id: 1, root: [1, 2, 3]) == nil)
  }

  @Test("base64 has one spelling", arguments: ["QQ=", "QQ", "QR==", "QQ==\n", "Q===", "====", "Q Q=", "-_8="])
  func base64(text: String) { #expect(Base64.decode(text) == nil) }

  @Test("base64 comes back")
  func base64RoundTrip() {
    for count in 0..<40 { #expect(Base64.decode(Base64.encode(Self.bytes(count))) == Self.bytes(count)) }
  }

  @Test("secrets differ by salt, access key and root")
  func derivation() throws {
    let key = try Self.key(1, 1)
    let base = key.secret(for: "A", salt: [1])
    #expect(base == key.secret(for: "A", salt: [1]))
    #expect(base != key.secret(for: "B", salt: [1]))
    #expect(base != key.secret(for: "A", salt: [2]))
    #expect(base != (try Self.key(1, 2)).secret(for: "A", salt: [1]))
  }

  @Test("too large a session and a poor source of randomness are failures")
  func failures() throws {
    var random = SplitMix64(seed: 6)
    var session = try Self.session(&random)
    let seal = SessionSeal(current: try Self.key(1, 1))
    #expect(throws: SessionSeal.Failure.randomness(3)) { try seal.seal(session) { _ in [1, 2, 3] } }
    session.policy = String(repeating: "p", count: 20_000)
    #expect(throws: SessionSeal.Failure.self) { try seal.seal(session, random: Self.bytes) }
  }
}
