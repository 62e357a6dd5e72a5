import KeylessAWS
import KeylessClient
import KeylessSystem
import KeylessTesting
import Synchronization
import Testing

/// The client against described answers; what it sends is read with the server's half of the codec.
@Suite("calls to STS")
struct STSClientTests {
  static let now = 1_790_000_000
  static let input = AssumeRoleWithWebIdentity.Input(
    roleARN: "arn:aws:iam::111122223333:role/deploy",
    sessionName: "job-42",
    token: WebIdentityToken("header.payload+/=.signature")
  )
  static let credentials = Credentials(
    accessKeyID: "ASIAEXAMPLEEXAMPLE23",
    secretAccessKey: SecretAccessKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
    sessionToken: SessionToken("sealed+/=="),
    expiration: now + 3600
  )

  /// Keeps what was sent and answers always the same.
  final class Wire: Sendable {
    private let requests = Mutex<[HTTPRequest]>([])
    private let response: HTTPResponse

    init(_ status: Int, _ type: String, _ body: String) {
      response = HTTPResponse(status: status, headers: [HeaderLine("Content-Type", type)], body: Array(body.utf8))
    }

    var sent: [HTTPRequest] { requests.withLock { $0 } }

    var client: STSClient {
      var system = TestMachine(now: STSClientTests.now).system()
      system.send = { request in
        self.requests.withLock { $0.append(request) }
        return self.response
      }
      return STSClient(endpoint: "http://127.0.0.1:4000", region: "eu-west-1", system: system)
    }
  }

  private static func failure(_ error: QueryError, _ format: ResponseFormat = .xml) -> QueryResponse {
    QueryResponse.failure(error, service: .sts, requestID: "id", format: format)
  }

  @Test("the exchange is an unsigned form that the server's codec reads back")
  func exchange() async throws {
    let output = AssumeRoleWithWebIdentity.Output(
      subject: "s",
      audience: "a",
      assumedRoleARN: "arn:aws:sts::111122223333:assumed-role/deploy/job-42",
      assumedRoleID: "AROA:job-42",
      credentials: Self.credentials,
      provider: "https://gitlab.com"
    )
    for format in [ResponseFormat.xml, .json] {
      let answer = QueryResponse.success(
        AssumeRoleWithWebIdentity.action,
        output.wireValue,
        service: .sts,
        requestID: "id",
        format: format
      )
      let wire = Wire(200, answer.contentType, answer.body)
      #expect(try await wire.client.exchange(Self.input) == .success(output))
      let request = try #require(wire.sent.first)
      #expect(request.method == "POST")
      #expect(request.url == "http://127.0.0.1:4000/")
      #expect(Set(request.headers.map(\.name)) == ["Host", "Content-Type"])
      let read = try AssumeRoleWithWebIdentity.Input(QueryRequest(form: request.body))
      #expect(read.roleARN == Self.input.roleARN)
      #expect(read.token == Self.input.token)
      #expect(read.durationSeconds == nil)
    }
  }

  @Test("the identity call is signed with the session's credentials, and the server's half verifies it")
  func identity() async throws {
    let output = GetCallerIdentity.Output(arn: "arn", userID: "id", account: "111122223333")
    let answer = QueryResponse.success(
      GetCallerIdentity.action,
      output.wireValue,
      service: .sts,
      requestID: "id",
      format: .xml
    )
    let wire = Wire(200, answer.contentType, answer.body)
    #expect(try await wire.client.identity(of: Self.credentials) == .success(output))
    let request = try #require(wire.sent.first)
    let head = HTTPRequestHead(
      method: request.method,
      path: "/",
      headers: request.headers.map { HTTPHeader($0.name, $0.value) },
      body: request.body
    )
    let signed = try SigV4Verifier(service: "sts").parse(head, now: Self.now)
    #expect(signed.accessKeyID == Self.credentials.accessKeyID)
    #expect(signed.sessionToken == Self.credentials.sessionToken)
    try signed.verify(secret: Self.credentials.secretAccessKey)
    #expect(throws: QueryError.badSignature) { try signed.verify(secret: SecretAccessKey("other")) }
  }

  @Test(
    "a refusal is an answer, in XML and in JSON, whatever its status",
    arguments: [
      QueryError.notAuthorizedToAssume, .incorrectAudience, .tokenExpired(now: 2, expiration: 1), .internalFailure,
      .throttling,
    ]
  )
  func refusals(_ error: QueryError) async throws {
    for format in [ResponseFormat.xml, .json] {
      let answer = Self.failure(error, format)
      let wire = Wire(answer.status, answer.contentType, answer.body)
      #expect(try await wire.client.exchange(Self.input) == .failure(error))
      #expect(try await wire.client.identity(of: Self.credentials) == .failure(error))
      #expect(wire.sent.count == 2)
    }
  }

  static let unreadable: [(status: Int, type: String, body: String)] = [
    (200, "text/html", "<html><body>Please log in: header.payload</body></html>"), (200, "text/xml", ""),
    (200, "application/json", "{}"), (200, "application/json", "[1"), (502, "text/html", "<h1>Bad Gateway"),
    (204, "text/xml", ""), (200, "text/xml", failure(.incorrectAudience).body),
    (
      200, "text/xml",
      "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>"
    ), (200, "text/xml", "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>"),
    (200, "text/xml", String(repeating: "<a>", count: 100)),
    (200, "text/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
  ]

  @Test("what is not AWS's answer is a failure that quotes nothing of it", arguments: unreadable.indices)
  func notAWS(_ index: Int) async throws {
    let (status, type, body) = Self.unreadable[index]
    let client = Wire(status, type, body).client
    let error = await #expect(throws: QueryResponseError.self) { try await client.exchange(Self.input) }
    #expect(error?.status == status || error?.status == 200)
    let text = error.map { "\($0)" } ?? ""
    #expect(!text.contains("header.payload"))
    #expect(!text.contains("passwd"))
    await #expect(throws: QueryResponseError.self) { try await client.identity(of: Self.credentials) }
  }

  @Test("an endpoint that cannot be reached is the network's failure, without the token")
  func unreachable() async throws {
    let client = STSClient(
      endpoint: "http://127.0.0.1:4000",
      region: "eu-west-1",
      system: TestMachine(now: Self.now).system()
    )
    let error = await #expect(throws: SystemError.self) { try await client.exchange(Self.input) }
    #expect(error?.code == .network)
    #expect(error?.description.contains("signature") == false)
  }
}
