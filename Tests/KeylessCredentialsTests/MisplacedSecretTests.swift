import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSystem
import Testing

@testable import KeylessCredentials

/// Secrets in the place of something that is shown, and services that answer with what they were sent.
struct MisplacedSecretTests {
  private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

  @Test(arguments: [Exchanges.token, "/run/\(Exchanges.token)", String(repeating: "x/", count: 980) + Exchanges.token])
  func `a token in the place of its path is not shown`(_ path: String) async {
    let exchange = Exchanges.make(DescribedSystem.make())
    let plan = WebIdentityPlan(roleARN: Exchanges.role, token: .file(path), sessionName: nil)
    let link = Link(.webIdentity, from: .variables("AWS_WEB_IDENTITY_TOKEN_FILE"), .webIdentity(plan))
    let words = await Exchanges.problem(exchange, link)
    #expect(
      words.contains("there is no token file `") && (words.contains("(a token)") || words.contains("(a long text)"))
    )
    #expect(!words.contains("SIGNATURE") && !words.contains("eyJ"))
    let container = ContainerPlan(url: "http://127.0.0.1:9/creds", authorizationFile: path)
    let asked = Link(.container, from: .variables("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"), .container(container))
    let told = await Exchanges.problem(exchange, asked)
    #expect((told.contains("(a token)") || told.contains("(a long text)")) && !told.contains("eyJ"), "\(told)")
  }

  @Test
  func `a path is shown as it is, and much text is cut`() async {
    let plan = WebIdentityPlan(roleARN: Exchanges.role, token: .file("/run/token"), sessionName: nil)
    let link = Link(.webIdentity, from: .variables("AWS_WEB_IDENTITY_TOKEN_FILE"), .webIdentity(plan))
    let words = await Exchanges.problem(Exchanges.make(DescribedSystem.make()), link)
    #expect(words.hasSuffix("there is no token file `/run/token`"))
    #expect(ExchangeError(String(repeating: "eyJ ", count: 1 << 20)).description.count == 2001)
  }

  @Test
  func `a secret in the place of the access key id is shown by nobody, not even quoted`() async {
    let words = await refusedRole(id: Self.secret, secret: "AKIAIOSFODNN7EXAMPLE")
    #expect(words.contains("by the access key that is not shown") && words.contains("key [hidden] is unknown"))
    #expect(!words.contains(Self.secret) && !words.contains("AKIAIOSFODNN7EXAMPLE"))
  }

  @Test
  func `an access key id is shown`() async {
    let words = await refusedRole(id: "AKIAIOSFODNN7EXAMPLE", secret: Self.secret)
    #expect(words.contains("by the access key `AKIAIOSFODNN7EXAMPLE` was"))
    #expect(words.contains("key AKIAIOSFODNN7EXAMPLE is unknown") && !words.contains(Self.secret))
  }

  private func refusedRole(id: String, secret: String) async -> String {
    let refusal =
      "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
      + "<Code>InvalidClientTokenId</Code><Message>The key \(id) is unknown</Message></Error></ErrorResponse>"
    let system = DescribedSystem.make(
      environment: ["AWS_ACCESS_KEY_ID": id, "AWS_SECRET_ACCESS_KEY": secret],
      traffic: .recorded { _ in Self.answer(403, refusal) }
    )
    let keys = CredentialPlan.keys(
      accessKeyID: id,
      id: .variable("AWS_ACCESS_KEY_ID"),
      secret: .variable("AWS_SECRET_ACCESS_KEY"),
      sessionToken: nil
    )
    let base = Link(.environment, from: .variables("AWS_ACCESS_KEY_ID"), keys)
    let plan = AssumeRolePlan(roleARN: Exchanges.role)
    let link = Link(.assumeRole, from: LinkOrigin(.arguments(["assume_role"])), .assumeRole(plan, base: base))
    return await Exchanges.problem(Exchanges.make(system), link)
  }

  // MARK: Who one is

  private static let account = "111122223333"
  private static let session = "SESSION/TOKEN+OF==A-FIXTURE"

  @Test(arguments: [
    (session, account), ("arn:aws:s3:::\(session)", account), ("arn:aws:sts::444455556666:assumed-role/a/b", account),
    ("arn:aws:sts::\(account):assumed-role/a/b", session), ("arn:aws:sts::\(account):assumed-role/a/b", ""),
    ("arn:aws:sts::\(account):" + String(repeating: "a", count: 2048), account),
    ("arn:aws:sts::\(account):assumed-role/a\nobtained by luck/b", account),
  ])
  func `an answer that is no identity is none, and is not repeated`(_ arn: String, _ account: String) async {
    let words = await identity(arn, account)
    #expect(words.contains("failed: what STS answered is no identity") && !words.contains(Self.session))
  }

  @Test
  func `an ARN is shown without the session token that somebody put into it`() async {
    let start = "arn:aws:sts::\(Self.account):assumed-role/a/"
    #expect(await identity(start + Self.session, Self.account) == start + "[hidden] \(Self.account)")
    #expect(await identity(start + "job", Self.account) == start + "job \(Self.account)")
  }

  @Test
  func `a signature that STS quotes is hidden, and a word about signatures is not`() async {
    let signature = String(repeating: "0123456789abcdef", count: 4)
    let words = await refused("Credential=AKIA/x, Signature=\(signature) and Signature=0123 do not match")
    #expect(words.contains("Signature=[hidden] and Signature=0123 do not match"), "\(words)")
  }

  @Test
  func `STS is asked once who one is, however busy it is`() async {
    let calls = Calls()
    let words = await refused("busy", status: 503) { calls.add() }
    #expect(words.contains("(503)") && calls.count == 1, "\(words)")
  }

  private func identity(_ arn: String, _ account: String) async -> String {
    let body =
      "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
      + "<Arn>\(arn)</Arn><UserId>AIDA</UserId><Account>\(account)</Account></GetCallerIdentityResult>"
      + "</GetCallerIdentityResponse>"
    return await words(Self.answer(200, body)) {}
  }

  private func refused(
    _ message: String,
    status: Int = 403,
    _ asked: @escaping @Sendable () -> Void = {}
  ) async -> String {
    let body =
      "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
      + "<Code>SignatureDoesNotMatch</Code><Message>\(message)</Message></Error></ErrorResponse>"
    return await words(Self.answer(status, body), asked)
  }

  private func words(_ answer: HTTPResponse, _ asked: @escaping @Sendable () -> Void) async -> String {
    let system = DescribedSystem.make(
      traffic: .recorded { _ in
        asked()
        return answer
      }
    )
    let caller = CallerCredentials(
      accessKeyID: "ASIAIOSFODNN7EXAMPLE",
      secretAccessKey: SecretAccessKey(Self.secret),
      sessionToken: SessionToken(Self.session)
    )
    do {
      let identity = try await Exchanges.make(system).identity(of: ObtainedCredentials(caller))
      return "\(identity.arn) \(identity.account)"
    } catch { return "\(error)" }
  }

  private static func answer(_ status: Int, _ body: String) -> HTTPResponse {
    HTTPResponse(status: status, headers: [HeaderLine("Content-Type", "text/xml")], body: Array(body.utf8))
  }
}
