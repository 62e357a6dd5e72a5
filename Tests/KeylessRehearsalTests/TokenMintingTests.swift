import KeylessOIDC
import KeylessPlatforms
import KeylessRehearsal
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite("keyless token mint")
struct TokenMintingTests {
  private func mint(
    _ platform: String,
    _ facts: [String],
    audiences: [String] = ["https://aws.acme.example"],
    issuer: String? = nil,
    lifetime: Int? = nil,
    template: [String]? = nil,
    isClassic: Bool = false,
    keyFile: String? = nil
  ) throws -> TokenMinting.Product {
    try TokenMinting(
      platform: platform,
      facts: facts,
      issuer: issuer,
      audiences: audiences,
      lifetime: lifetime,
      subjectTemplate: template,
      isClassic: isClassic,
      keyFile: keyFile
    ).mint(TestMachine(now: Theatre.now).system())
  }

  @Test("facts become the claims of a token that the given keys verify")
  func facts() throws {
    let product = try mint("gitlab", ["project_path=acme/shop", "ref=v1", "ref_type=tag", "project_id=4711"])
    #expect(product.payload["sub"] == "project_path:acme/shop:ref_type:tag:ref:v1")
    #expect(product.payload["project_id"] == "4711")
    #expect(product.payload["iss"] == "https://gitlab.com")
    #expect(product.payload["aud"] == "https://aws.acme.example")
    #expect(product.payload["iat"] == .integer(Theatre.now))
    #expect(product.payload["exp"] == .integer(Theatre.now + 3600))
    let keys = try JSONWebKeySet.parse(Array(product.keys.compact.utf8))
    let token = try UnverifiedToken.parse(product.token.reveal())
    #expect(token.claims.node.plain == product.payload)
    try TokenVerifier.checkSignature(token, keys: keys)
    let other = try mint("gitlab", ["project_path=acme/shop"])
    #expect(throws: TokenRefusal.self) {
      try TokenVerifier.checkSignature(UnverifiedToken.parse(other.token.reveal()), keys: keys)
    }
    #expect("\(product.token)" == "<redacted>")
  }

  @Test("issuer, lifetime, audiences, subject template and layout are the caller's")
  func options() throws {
    let product = try mint(
      "gitlab",
      ["project_path=acme/shop"],
      audiences: ["a", "b"],
      issuer: "https://gitlab.example.com",
      lifetime: 60,
      template: ["project_path"]
    )
    #expect(product.payload["iss"] == "https://gitlab.example.com")
    #expect(product.payload["aud"] == ["a", "b"])
    #expect(product.payload["exp"] == .integer(Theatre.now + 60))
    #expect(product.payload["sub"] == "project_path:acme/shop")
    let facts = ["repository=octo-org/octo-repo", "repository_id=74", "repository_owner_id=65"]
    let immutable = try mint("github", facts)
    #expect(immutable.payload["sub"] == "repo:octo-org@65/octo-repo@74:ref:refs/heads/main")
    let classic = try mint("github", facts, isClassic: true)
    #expect(classic.payload["sub"] == "repo:octo-org/octo-repo:ref:refs/heads/main")
  }

  @Test("a value keeps its equals signs, and a fact given several times is a list where the platform has lists")
  func lists() throws {
    let product = try mint(
      "gitlab",
      ["project_path=acme/shop", "ref=a=b", "groups_direct=acme", "groups_direct=acme/ops", "groups_direct=x"]
    )
    #expect(product.payload["ref"] == "a=b")
    #expect(product.payload["groups_direct"] == ["acme", "acme/ops", "x"])
    let error = #expect(throws: PlatformError.self) {
      try mint("gitlab", ["project_path=acme/shop", "ref=main", "ref=next"])
    }
    #expect(error?.fact == "ref")
  }

  @Test("what is no fact is a usage error", arguments: ["ref", "=main", "", "a\u{1B}[2J"])
  func notAFact(text: String) {
    let shown = text == "a\u{1B}[2J" ? "a\\u{1b}[2J" : text
    #expect(throws: RehearsalError(.usage, "`\(shown)` is not a fact; write --fact NAME=VALUE")) {
      try mint("gitlab", ["project_path=acme/shop", text])
    }
  }

  @Test(
    "a platform that keyless does not know is a usage error that names those it knows",
    arguments: ["Gitlab", "", "x"]
  )
  func noPlatform(name: String) {
    let known = Platform.all.map { "`\($0.id)`" }.joined(separator: ", ")
    #expect(throws: RehearsalError(.usage, "there is no platform `\(name)`; keyless knows \(known)")) {
      try mint(name, [])
    }
  }

  @Test(
    "facts that the platform refuses are its own errors",
    arguments: [
      (["project_path=acme/shop", "ref_type=mr"], PlatformError.Code.illegalFact),
      (["project_path=acme/shop", "nope=1"], .unknownFact), (["ref=main"], .missingFact),
      (["project_path=acme"], .illegalFact), (["project_path=acme/shop", "ref=a..b"], .illegalFact),
    ]
  )
  func platformErrors(facts: [String], code: PlatformError.Code) {
    let error = #expect(throws: PlatformError.self) { try mint("gitlab", facts) }
    #expect(error?.code == code, "\(error.map { "\($0)" } ?? "")")
  }

  @Test("a key that is missing or no key is told; the text of a file is not repeated")
  func keyFiles() throws {
    let theatre = try Theatre()
    theatre.disk.put("junk", "-----BEGIN SECRET-----\nabcdef\n")
    func mint(_ file: String) throws {
      _ = try TokenMinting(platform: "gitlab", facts: ["project_path=acme/shop"], audiences: ["a"], keyFile: file)
        .mint(theatre.system)
    }
    #expect(throws: RehearsalError(.usage, "there is no file `none`; --key wants a private key in PEM")) {
      try mint("none")
    }
    let error = #expect(throws: KeyError.self) { try mint("junk") }
    #expect(error.map { "\($0)".contains("abcdef") } == false)
  }

  @Test("products go where they were ordered to, as files that only their owner may read")
  func delivery() async throws {
    let theatre = try Theatre()
    let minting = TokenMinting(platform: "gitlab", facts: ["project_path=acme/shop"], audiences: ["a"])
    try await minting.deliver(.init(file: "token", keySetFile: "keys", claimsOnly: false), theatre.system)
    #expect(theatre.disk.ever == ["keys", "token"])
    #expect(theatre.machine.output.isEmpty)
    let token = try UnverifiedToken.parse(#require(theatre.disk.text("token")))
    let keys = try JSONWebKeySet.parse(Array(#require(theatre.disk.text("keys")).utf8))
    try TokenVerifier.checkSignature(token, keys: keys)
    await #expect(throws: SystemError.self) {
      try await minting.deliver(.init(file: "token", keySetFile: nil, claimsOnly: false), theatre.system)
    }
    try await minting.deliver(.init(file: nil, keySetFile: nil, claimsOnly: true), theatre.system)
    #expect(theatre.machine.output.hasPrefix("{\n"))
    #expect(!theatre.machine.output.contains("eyJ"))
    let other = try Theatre()
    try await minting.deliver(.init(file: nil, keySetFile: nil, claimsOnly: false), other.system)
    #expect(other.machine.output.hasPrefix("eyJ"))
    #expect(other.disk.ever.isEmpty)
  }
}
