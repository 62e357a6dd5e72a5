import KeylessCalls
import KeylessAccounts
import KeylessServer
import KeylessTesting
import Logging
import Testing

@Suite("the plain pages")
struct HealthTests {
  @Test("the health page answers without being asked for an action")
  func health() throws {
    let aws = try LocalAWS(
      accounts: try Accounts(store: MemoryStore()),
      issuers: [],
      system: TestMachine().system(),
      logger: Logger(label: "test")
    )
    let answer = aws.answer(IncomingRequest(method: "GET", path: "/_keyless/health"))
    #expect(answer.status == 200)
    #expect(answer.body == "ok\n")
  }

  @Test("an issuer that is not played has no discovery document")
  func unknownIssuer() throws {
    let aws = try LocalAWS(
      accounts: try Accounts(store: MemoryStore()),
      issuers: [],
      system: TestMachine().system(),
      logger: Logger(label: "test")
    )
    let answer = aws.answer(
      IncomingRequest(method: "GET", path: "/_keyless/issuers/gitlab.com/.well-known/openid-configuration")
    )
    #expect(answer.status == 404)
  }
}
