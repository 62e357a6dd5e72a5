import Foundation
import KeylessOIDC
import KeylessSource
import Testing

@Suite("keyless token", .timeLimit(.minutes(30)))
struct TokenTests {
  static let gitlab = [
    "token", "mint", "--platform", "gitlab", "--audience", "sts.amazonaws.com", "--fact", "project_path=acme/shop",
    "--fact", "project_id=4711", "--fact", "namespace_id=815", "--fact", "ref=main",
  ]
  static let github = [
    "token", "mint", "--platform", "github", "--audience", "sts.amazonaws.com", "--fact", "repository=acme/shop",
    "--fact", "repository_id=4711", "--fact", "repository_owner_id=815", "--fact", "ref=refs/heads/main",
  ]

  @Test("the claims are those of the platform, in its order", arguments: [("gitlab", gitlab), ("github", github)])
  func claims(name: String, mint: [String]) async throws {
    let arguments = mint + ["--claims"]
    try await Binary.run(arguments).expectSnapshot("token/claims-\(name)", of: arguments)
  }

  @Test("a token without --out goes to standard output, and inspect reads it from standard input")
  func pipe() async throws {
    let minted = try await Binary.run(Self.gitlab)
    #expect(minted.status == 0)
    #expect(minted.output.split(separator: ".").count == 3)
    #expect(minted.errors.isEmpty)
    let arguments = ["token", "inspect"]
    let inspected = try await Binary.run(arguments, input: minted.output)
    #expect(inspected.status == 0)
    inspected.expectSnapshot("token/inspect", of: arguments)
  }

  @Test("a token file is readable by its owner only, and is never replaced")
  func outFile() async throws {
    try await Scratch.use { scratch in
      let delivery = ["--out", scratch.url.path + "/token", "--jwks-out", scratch.url.path + "/keys.json"]
      let first = try await Binary.run(Self.gitlab + delivery)
      #expect(first.status == 0)
      #expect(first.output.isEmpty)
      #expect(first.errors.isEmpty)
      #expect(try scratch.mode("token") == 0o600)
      let token = try scratch.read("token")
      #expect(token.hasPrefix("eyJ"))

      let second = try await Binary.run(Self.gitlab + ["--out", scratch.url.path + "/token"])
      #expect(second.status == 3)
      #expect(second.errors.contains("File exists"))
      #expect(!second.errors.contains("eyJ"))
      #expect(second.output.isEmpty)
      #expect(try scratch.read("token") == token)
    }
  }

  @Test("a symbolic link is not followed to somewhere else")
  func link() async throws {
    try await Scratch.use { scratch in
      let link = scratch.url.appending(path: "link")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: scratch.url.appending(path: "elsewhere"))
      let run = try await Binary.run(Self.gitlab + ["--out", link.path])
      #expect(run.status == 3)
      #expect(!scratch.exists("elsewhere"))
    }
  }

  @Test("only the key set of the key that signed the token verifies it")
  func keySets() async throws {
    try await Scratch.use { scratch in
      let folder = scratch.url.path
      for name in ["ours", "theirs"] {
        let run = try await Binary.run(
          Self.gitlab + ["--out", "\(folder)/\(name)", "--jwks-out", "\(folder)/\(name).json"]
        )
        #expect(run.status == 0, "\(run.errors)")
      }
      let right = try await Binary.run(["token", "inspect", "\(folder)/ours", "--jwks", "\(folder)/ours.json"])
      #expect(right.status == 0)
      #expect(right.output.hasSuffix("signature\n  good: made by one of the given keys\n"))
      let arguments = ["token", "inspect", "\(folder)/ours", "--jwks", "\(folder)/theirs.json"]
      let wrong = try await Binary.run(arguments)
      #expect(wrong.status == 1)
      #expect(wrong.output.contains("signature\n  WRONG: "))
      let json = try await Binary.run(arguments + ["--format", "json"])
      #expect(json.status == 1)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect(object["signature"] as? String == "wrong")
      #expect((object["awsConditionKeys"] as? [String: String])?["gitlab.com:project_id"] == "4711")
    }
  }

  @Test(
    "what is no token is refused, with the reason and without the text",
    arguments: ["garbage", "a.b.c", "", "eyJ9.e30.x"]
  )
  func garbage(text: String) async throws {
    let arguments = ["token", "inspect", "-"]
    let run = try await Binary.run(arguments, input: text)
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
    if text == "garbage" { run.expectSnapshot("token/garbage", of: arguments) }
  }

  @Test("a token of 20,001 characters is refused")
  func tooLong() async throws {
    let run = try await Binary.run(["token", "inspect"], input: String(repeating: "e", count: 20_001))
    #expect(run.status == 1)
  }

  @Test("a token on the command line is refused and not repeated")
  func argument() async throws {
    let token = try await Binary.run(Self.gitlab).output.trimmingCharacters(in: .newlines)
    let secret = try #require(token.split(separator: ".").last)
    for arguments in [
      ["token", "inspect", token], ["token", "inspect", "file", token], ["token", "inspect", "--jwks", token, "-"],
      [token], ["rehearse", token], ["rehearse", "examples/gitlab", "--pipeline", token, "--", "true"],
      ["token", "mint", "--platform", token], ["token", "mint", "--platform", "gitlab", "--fact", token],
      ["token", "mint", "--platform", "gitlab", "--key", token],
    ] {
      let run = try await Binary.run(arguments)
      #expect([2, 3].contains(run.status))
      #expect(!run.output.contains(secret))
      #expect(!run.errors.contains(secret), "\(arguments.count) arguments")
    }
    let arguments = ["token", "inspect", token]
    try await Binary.run(arguments).expectSnapshot("token/as-argument", of: ["token", "inspect", "eyJ…"])
  }

  private static func token(subject: String, login: String, keyID: String) throws -> String {
    try SignedToken.mint(
      header: ["alg": "ES256", "kid": .string(keyID), "typ": "JWT"],
      payload: [
        "iss": "https://gitlab.com", "sub": .string(subject), "aud": "sts.amazonaws.com", "iat": 1_790_000_000,
        "exp": 1_790_003_600, "user_login": .string(login), "nested": ["list": [.string(login)]],
      ],
      key: try SigningKey.generate(.p256)
    ).reveal()
  }

  private static let hostile = "\u{1b}[2J\u{9b}31m\rgood\u{202e}\u{2028}\u{7f}\u{0}end"

  private static func expectHarmless(_ text: String) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      let isSafe =
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && ![0x202E, 0x2028].contains(scalar.value)
      #expect(isSafe, "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test("control characters in a token's claims never reach the terminal", arguments: ["text", "json"])
  func hostileClaims(format: String) async throws {
    let token = try Self.token(subject: "project_path:acme/shop", login: Self.hostile, keyID: Self.hostile)
    let run = try await Binary.run(["token", "inspect", "--format", format], input: token)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("good"))
    Self.expectHarmless(run.output)
  }

  @Test("a subject with control characters is refused, and the refusal does not repeat them raw")
  func hostileSubject() async throws {
    let token = try Self.token(subject: Self.hostile, login: "keyless-user", keyID: "1")
    let run = try await Binary.run(["token", "inspect"], input: token)
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("`sub` holds a control character"))
    Self.expectHarmless(run.errors)
  }
}
