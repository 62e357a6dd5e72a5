import KeylessChain
import KeylessSystem
import Synchronization
import Testing

@testable import KeylessCredentials

struct WebIdentityTokenTests {
  @Test(arguments: [
    ("terraform-provider-v5", "a.b.c\r\n"), ("go-v2", "a.b.c\r\n"), ("php", "a.b.c\r\n"), ("rust", "a.b.c\r\n"),
    ("soto", "a.b.c\r\n"), ("java-v2", "a.b.c\r\n"), ("kotlin", "a.b.c\r\n"), ("js-v3", "a.b.c\r\n"),
    ("dotnet-v4", "a.b.c\r\n"), ("boto3", "a.b.c\n"), ("aws-cli-v2", "a.b.c\n"), ("swift", "a.b.c"),
  ])
  func `a line end of the token's file is sent where the tool sends it`(_ tool: String, sent: String) async throws {
    #expect(try await self.sent(Array("a.b.c\r\n".utf8), by: tool) == sent)
  }

  @Test(arguments: [
    ("dotnet-v3", [0xEF, 0xBB, 0xBF, 0x61], "a"), ("java-v2", [0xEF, 0xBB, 0xBF, 0x61], "\u{FEFF}a"),
    ("java-v2", [0x61, 0xFF], "a\u{FFFD}"), ("js-v3", [0x61, 0xE1], "aa"),
  ])
  func `bytes that are no plain text are sent as the tool reads them`(
    _ tool: String,
    _ bytes: [UInt8],
    sent: String
  )
    async throws
  {
    #expect(try await self.sent(bytes, by: tool) == sent)
  }

  @Test
  func `a token that was replaced meanwhile is the one that is sent`() async throws {
    let file = Mutex(Array("first".utf8))
    let sent = Mutex<[String]>([])
    let read: @Sendable (String) -> [UInt8]? = { path in path == "/run/token" ? file.withLock { $0 } : nil }
    let system = DescribedSystem.make(
      files: read,
      traffic: .recorded { request in
        sent.withLock { $0.append(Self.token(request)) }
        return Exchanges.answer()
      }
    )
    let exchange = Exchanges.make(system)
    _ = try await exchange.credentials(of: Exchanges.webIdentity)
    file.withLock { $0 = Array("second".utf8) }
    _ = try await exchange.credentials(of: Exchanges.webIdentity)
    #expect(sent.withLock { $0 } == ["first", "second"])
  }

  @Test(arguments: [
    (20_001, "has more than the 20000 bytes that STS takes"), (3, "is no text"),
    (0, "is empty"),
  ])
  func `a token file that no token is in is not sent`(_ count: Int, problem: String) async {
    let bytes = [UInt8](repeating: 0xFF, count: count)
    let system = DescribedSystem.make(
      files: { $0 == "/run/token" ? bytes : nil },
      traffic: .recorded { _ in Exchanges.answer() }
    )
    let words = await Exchanges.problem(Exchanges.make(system), Exchanges.webIdentity)
    #expect(
      words
        == "web-identity (AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN): the token file `/run/token` \(problem)"
    )
  }

  @Test
  func `a token file of megabytes is not read`() async {
    let bytes = [UInt8](repeating: 0x61, count: 1 << 21)
    let system = DescribedSystem.make(
      files: { $0 == "/run/token" ? bytes : nil },
      traffic: .recorded { _ in Exchanges.answer() }
    )
    let words = await Exchanges.problem(Exchanges.make(system), Exchanges.webIdentity)
    #expect(words.hasSuffix("`/run/token` is larger than 1 MiB and was not read"))
  }

  @Test
  func `a token of just so many bytes is sent`() async throws {
    let bytes = [UInt8](repeating: 0x61, count: 20_000)
    #expect(try await sent(bytes, by: "boto3").utf8.count == 20_000)
  }

  @Test
  func `a folder, and a path out of the described machine, is no token`() async {
    let folder = DescribedSystem.make(folders: { _ in true })
    #expect(await Exchanges.problem(Exchanges.make(folder), Exchanges.webIdentity).hasSuffix("is a directory"))
    let system = DescribedSystem.make(files: { _ in Array("root:x".utf8) })
    let situation = Situation(Machine(system, environment: [:], root: "/described", directory: "/work"))
    let exchange = CredentialExchange(situation, tool: Tool("boto3", ""), system, programs: .refuse)
    let plan = WebIdentityPlan(roleARN: Exchanges.role, token: .file("../../etc/passwd"), sessionName: nil)
    let link = Link(.webIdentity, from: .variables("AWS_WEB_IDENTITY_TOKEN_FILE"), .webIdentity(plan))
    #expect(await Exchanges.problem(exchange, link).hasSuffix("leads out of the folder that is looked at"))
  }

  private func sent(_ bytes: [UInt8], by tool: String) async throws -> String {
    let sent = Mutex("")
    let system = DescribedSystem.make(
      files: { $0 == "/run/token" ? bytes : nil },
      traffic: .recorded { request in
        sent.withLock { $0 = Self.token(request) }
        return Exchanges.answer()
      }
    )
    _ = try await Exchanges.make(system, tool: tool).credentials(of: Exchanges.webIdentity)
    return sent.withLock { $0 }
  }

  private static func token(_ request: HTTPRequest) -> String {
    FormText.parameters(request.body).first { $0.name == "WebIdentityToken" }?.value ?? ""
  }
}
