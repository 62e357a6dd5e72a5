import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSystem
import KeylessTesting
import Synchronization

/// A local AWS before two other services, a user of it with one policy, and everything that was passed on.
struct Gate {
  static let account = "111122223333"
  static let keyID = "AKIAEXAMPLEEXAMPLE23"
  static let secret = SecretAccessKey("0123456789abcdef0123456789abcdef01234567")

  let machine = TestMachine(now: Forges.now)
  let book = LogBook()
  let aws: LocalAWS
  let passedOn: PassedOn

  /// What the other server was sent and what it answers.
  final class PassedOn: Sendable {
    private let requests = Mutex<[KeylessSystem.HTTPRequest]>([])
    let answer: Mutex<Result<KeylessSystem.HTTPResponse, SystemError>>

    init(_ answer: KeylessSystem.HTTPResponse) { self.answer = Mutex(.success(answer)) }

    var all: [KeylessSystem.HTTPRequest] { requests.withLock { $0 } }

    func take(_ request: KeylessSystem.HTTPRequest) throws -> KeylessSystem.HTTPResponse {
      requests.withLock { $0.append(request) }
      return try answer.withLock { try $0.get() }
    }
  }

  init(
    _ statements: String,
    organization: OrganizationPolicies = .none,
    besides: [String] = []
  ) throws {
    let accounts = try Accounts(store: MemoryStore())
    var permissions = Permissions()
    let policy = "{\"Version\":\"2012-10-17\",\"Statement\":[\(statements)]}"
    permissions.put("policy", try StoredPolicy(policy, kind: .identity, name: "policy"))
    let user = User(
      arn: "arn:aws:iam::\(Self.account):user/dev",
      account: Self.account,
      path: "/",
      name: "dev",
      uniqueID: "AIDAEXAMPLEEXAMPLE234",
      created: Forges.now,
      permissions: permissions
    )
    try accounts.put(.user(user))
    guard let account = AccountID(Self.account) else { throw Unexpected("no account") }
    let passedOn = PassedOn(
      HTTPResponse(
        status: 200,
        headers: [
          HeaderLine("Content-Type", "application/x-amz-json-1.1"), HeaderLine("X-Amzn-Requestid", "theirs"),
          HeaderLine("x-amz-crc32", "42"), HeaderLine("Connection", "keep-alive"), HeaderLine("Content-Length", "11"),
        ],
        body: Array("{\"a\": \u{22}\u{e9}\u{22}}".utf8)
      )
    )
    var system = machine.system()
    system.send = { try passedOn.take($0) }
    let book = book
    self.passedOn = passedOn
    aws = try LocalAWS(
      accounts: accounts,
      issuers: [],
      settings: Settings(
        region: "eu-west-1",
        administrators: [
          Administrator(account: account, userName: "dev", accessKeyID: Self.keyID, secret: Self.secret)
        ],
        organization: organization,
        upstreams: (["kms", "sqs"] + besides).map { try Upstream("\($0)=http://moto.test:5000") }
      ),
      system: system,
      logger: book.logger,
      observe: { book.add($0) }
    )
  }

  static func signer(
    service: String = "kms",
    secret: SecretAccessKey = Self.secret,
    credentials: Credentials? = nil
  ) -> SigV4Signer {
    SigV4Signer(
      accessKeyID: credentials?.accessKeyID ?? keyID,
      secret: credentials?.secretAccessKey ?? secret,
      sessionToken: credentials?.sessionToken,
      region: "eu-west-1",
      service: service
    )
  }

  /// A call of a JSON service as an SDK sends it; what `change` adds is signed too.
  func json(
    _ target: String,
    _ body: String,
    headers: [(String, String)] = [],
    signer: SigV4Signer = signer(),
    type: String = "application/x-amz-json-1.1",
    path: String = "/",
    query: String = ""
  ) async throws -> ServerAnswer {
    var all = [("Content-Type", type), ("X-Amz-Target", target)] + headers
    if target.isEmpty { all.remove(at: 1) }
    return try await send("POST", path, query, all, Array(body.utf8), signer)
  }

  func send(
    _ method: String,
    _ path: String,
    _ query: String,
    _ headers: [(String, String)],
    _ body: [UInt8],
    _ signer: SigV4Signer
  ) async throws -> ServerAnswer {
    let head = HTTPRequestHead(
      method: method,
      path: path,
      query: query,
      headers: [HTTPHeader("Host", "127.0.0.1:4566")] + headers.map { HTTPHeader($0.0, $0.1) },
      body: body
    )
    return await aws.respond(to: Self.incoming(try signer.sign(head, at: Forges.now), body))
  }

  static func incoming(_ head: HTTPRequestHead, _ body: [UInt8]) -> IncomingRequest {
    var fields = HTTPFields()
    for header in head.headers where header.name != "Host" {
      if let name = HTTPField.Name(header.name) { fields.append(HTTPField(name: name, value: header.value)) }
    }
    return IncomingRequest(
      method: head.method,
      path: head.path,
      query: head.query,
      authority: "127.0.0.1:4566",
      headers: fields,
      body: body,
      sourceAddress: "192.0.2.7"
    )
  }
}

extension KeylessSystem.HTTPRequest {
  func header(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }
}
