import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSystem
import Testing

@testable import KeylessCredentials

/// Whether the keys that are signed with are those that a resolution reports.
struct ReportedKeysTests {
  private static func section(_ header: String, _ id: String, token: Bool = false) -> String {
    "[\(header)]\naws_access_key_id = \(id)\naws_secret_access_key = SECRET-OF-\(id)\n"
      + (token ? "aws_session_token = TOKEN-OF-\(id)\n" : "")
  }

  private static let files: [(config: String, credentials: String)] = [
    (section("profile dev", "AKIANEW") + section("dev", "AKIAOLD", token: true), ""),
    (section("dev", "AKIAOLD", token: true) + section("profile dev", "AKIANEW"), ""),
    (section("profile default", "AKIANEW") + section("default", "AKIAOLD", token: true), ""),
    (section("default", "AKIAOLD", token: true) + section("profile default", "AKIANEW"), ""),
    ("", section("dev", "AKIANEW", token: true) + section("profile dev", "AKIAOLD")),
    ("", section("profile dev", "AKIAOLD") + section("dev", "AKIANEW")),
    (section("profile dev", "AKIACONFIG", token: true), section("dev", "AKIACREDENTIALS")),
    (section("profile dev", "AKIACONFIG"), section("profile dev", "AKIAOLD", token: true)),
  ]

  @Test(arguments: Chains.all.map(\.tool.id), 0..<files.count)
  func `what a tool is said to sign with is what is signed with`(_ tool: String, _ number: Int) async throws {
    let files = Self.files[number]
    let isDefault = files.config.contains("default")
    let environment = ["HOME": "/home/me"].merging(isDefault ? [:] : ["AWS_PROFILE": "dev"]) { $1 }
    let system = DescribedSystem.make(environment: environment) { path in
      switch path {
      case "/home/me/.aws/config": Array(files.config.utf8)
      case "/home/me/.aws/credentials": Array(files.credentials.utf8)
      default: nil
      }
    }
    let chain = try #require(Chains.named(tool))
    let situation = Situation(Machine(system, directory: "/work"))
    let resolution = chain.resolution(situation)
    guard let link = resolution.fired, case .keys(let id, _, _, let token) = link.plan else {
      // Soto reads a file only where every parser agrees on it.
      #expect(tool == "soto", "\(resolution.outcome)")
      return
    }
    let exchange = CredentialExchange(situation, tool: chain.tool, system, programs: .refuse)
    let obtained = try await exchange.credentials(of: link).caller
    #expect(obtained.accessKeyID == id)
    #expect(obtained.secretAccessKey.exposed == "SECRET-OF-\(id ?? "")")
    #expect((obtained.sessionToken != nil) == (token != nil))
  }

  @Test
  func `the keys of the header with profile are the ones of the config file`() async throws {
    let stray = Self.files[0].config
    #expect(try await keyID(stray, .config) == "AKIANEW")
    // The twins: the same bytes as a credentials file, and a config file that has the stray header alone.
    #expect(try await keyID(stray, .credentials) == "AKIAOLD")
    await #expect(throws: ExchangeError.self) { try await keyID(Self.section("dev", "AKIAOLD"), .config) }
    await #expect(throws: ExchangeError.self) { try await keyID(Self.section("profile dev", "AKIAOLD"), .credentials) }
  }

  @Test
  func `the file of the first EC2 tools is read too`() async throws {
    let both = "AWSAccessKeyId=AKIAFIRST\nAWSSecretKey=SECRET-OF-AKIAFIRST\n"
    #expect(try await firstTools(both)?.accessKeyID == "AKIAFIRST")
    #expect(try await firstTools("AWSSecretKey=SECRET-OF-AKIAFIRST\n") == nil)
  }

  private func firstTools(_ text: String) async throws -> CallerCredentials? {
    let system = DescribedSystem.make(environment: ["HOME": "/home/me", "AWS_CREDENTIAL_FILE": "/run/keys"]) {
      $0 == "/run/keys" ? Array(text.utf8) : nil
    }
    let chain = try #require(Chains.named("boto3"))
    let situation = Situation(Machine(system, directory: "/work"))
    guard let link = chain.resolution(situation).fired else { return nil }
    let exchange = CredentialExchange(situation, tool: chain.tool, system, programs: .refuse)
    return try await exchange.credentials(of: link).caller
  }

  private func keyID(_ text: String, _ role: ConfigFile.Role) async throws -> String {
    let system = DescribedSystem.make { $0 == "/files/both" ? Array(text.utf8) : nil }
    let key = { TextOrigin.profileKey(file: "/files/both", role: role, profile: "dev", key: $0) }
    let plan = CredentialPlan.keys(
      accessKeyID: nil,
      id: key("aws_access_key_id"),
      secret: key("aws_secret_access_key"),
      sessionToken: nil
    )
    let link = Link(.profileStatic, from: LinkOrigin(.profile("dev", file: "/files/both")), plan)
    return try await Exchanges.make(system, tool: "go-v2").credentials(of: link).caller.accessKeyID
  }
}
