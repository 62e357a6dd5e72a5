@testable import KeylessAWS
import HTTPTypes
import KeylessOIDC
import KeylessPolicy
import KeylessCalls
import KeylessAccounts
import KeylessIssuers
import KeylessServer
import KeylessSource
import KeylessTesting
import Logging
import Testing

/// The issuers of these tests; their keys are made once for the whole run, because generating RSA keys is slow.
enum Forges {
  static let now = 1_790_000_000
  /// AWS maps nine of its claims.
  static let gitlab = Result {
    try TokenForge(issuer: "https://gitlab.com", audience: "https://aws.acme.example", now: now)
  }
  /// AWS maps none of its own claims.
  static let selfManaged = Result {
    try TokenForge(issuer: "https://gitlab.example.com", audience: "https://aws.acme.example", now: now)
  }
}

/// A local AWS with two accounts, three providers and a few roles, everything it logged and every call it saw.
struct World {
  static let account = "111122223333"
  static let otherAccount = "444455556666"
  static let region = "eu-west-1"
  static let subject = "project_path:acme/shop:ref_type:branch:ref:main"

  /// Trusts what is on the protected main branch of one project.
  static let deploy = "arn:aws:iam::111122223333:role/deploy"
  /// Below a path, with two hours, same trust.
  static let release = "arn:aws:iam::111122223333:role/ci/prod/Release"
  /// Trusts every token of the self-managed issuer for the right audience, tags and source identity included.
  static let open = "arn:aws:iam::111122223333:role/open"
  /// Lives in the other account and trusts the first account's provider.
  static let elsewhere = "arn:aws:iam::444455556666:role/deploy"

  let machine: TestMachine
  let accounts: Accounts
  let book = LogBook()
  let gitlab: TokenForge
  let selfManaged: TokenForge
  let aws: LocalAWS

  /// Worlds of different seeds share nothing that is random.
  init(seed: UInt64 = 1, settings: Settings = Settings(region: Self.region)) throws {
    machine = TestMachine(now: Forges.now, seed: seed)
    gitlab = try Forges.gitlab.get()
    selfManaged = try Forges.selfManaged.get()
    let book = book
    accounts = try Accounts(store: MemoryStore())
    aws = try LocalAWS(
      accounts: accounts,
      issuers: [
        PlayedIssuer(issuer: gitlab.issuer, signingKey: gitlab.rsa, keys: gitlab.keys),
        PlayedIssuer(issuer: selfManaged.issuer, signingKey: selfManaged.rsa, keys: selfManaged.keys),
      ],
      settings: settings,
      system: machine.system(),
      logger: book.logger,
      observe: { book.add($0) }
    )
    for forge in [gitlab, selfManaged] {
      try register(forge.issuer, clientIDs: ["first", forge.audience])
    }
    try register("https://unplayed.example.com", clientIDs: [gitlab.audience])
    try register("https://gitlab.com", clientIDs: [gitlab.audience], account: Self.otherAccount)
    let condition: JSON = [
      "StringEquals": [
        "gitlab.com:aud": .string(gitlab.audience), "gitlab.com:sub": .string(Self.subject),
        "gitlab.com:project_id": "4711", "gitlab.com:ref_protected": "true",
      ]
    ]
    try add(Self.deploy, condition)
    try add(Self.release, condition, maxSessionDuration: 7200)
    try add(Self.elsewhere, condition, account: Self.otherAccount)
    try add(
      Self.open,
      ["StringEquals": ["gitlab.example.com:aud": .string(selfManaged.audience)]],
      issuer: selfManaged.issuer,
      actions: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"]
    )
  }

  func register(_ issuer: String, clientIDs: [String], account: String = account) throws {
    let provider = IdentityProvider(
      arn: "arn:aws:iam::\(account):oidc-provider/\(issuer.dropFirst("https://".count))",
      account: account,
      issuer: issuer,
      clientIDs: clientIDs
    )
    try accounts.put(.provider(provider))
  }

  /// Adds a role, or puts another one in its place; `issuer` is always the first account's provider.
  func add(
    _ arn: String,
    _ condition: JSON,
    issuer: String = "https://gitlab.com",
    actions: [String] = ["sts:AssumeRoleWithWebIdentity"],
    account: String = account,
    uniqueID: String? = nil,
    maxSessionDuration: Int = 3600,
    tags: [String: String] = [:]
  ) throws {
    let provider = "arn:aws:iam::\(Self.account):oidc-provider/\(issuer.dropFirst("https://".count))"
    let statement: JSON = [
      "Effect": "Allow", "Principal": ["Federated": .string(provider)], "Action": .array(actions.map(JSON.string)),
      "Condition": condition,
    ]
    let text = JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array([statement]))]).compact
    let name = arn.split(separator: "/").last.map(String.init) ?? ""
    try accounts.put(
      .role(
        Role(
          arn: RoleARN(parsing: arn),
          uniqueID: uniqueID ?? "AROAEXAMPLE\(name.uppercased())",
          created: Forges.now,
          trust: StoredPolicy(text, kind: .trust, name: "trust"),
          maxSessionDuration: maxSessionDuration,
          tags: tags.sorted { $0.key < $1.key }.map { ResourceTag($0.key, $0.value) }
        )
      )
    )
  }

  /// A token of a pipeline that `deploy` and `release` are for, with claims replaced, added or (nil) removed.
  func token(_ claims: [String: JSON?] = [:], header: [String: JSON?] = [:]) throws -> String {
    let facts: [String: JSON?] = [
      "sub": .string(Self.subject), "project_id": "4711", "ref_protected": "true", "jti": "token-1",
    ]
    return try gitlab.token(header: header, claims: facts.merging(claims) { $1 })
  }

  /// The exchange as a client sends it.
  func exchange(
    _ token: String,
    role: String = deploy,
    session: String = "job-42",
    _ more: [String: String] = [:],
    headers: HTTPFields = [:],
    sourceAddress: String? = "192.0.2.7"
  ) -> ServerAnswer {
    var parameters = ["RoleArn": role, "RoleSessionName": session, "WebIdentityToken": token]
    parameters.merge(more) { $1 }
    let request = QueryRequest(
      AssumeRoleWithWebIdentity.action,
      service: .sts,
      parameters: parameters.map { QueryParameter($0.key, $0.value) }
    )
    return post(request.formBody, headers: headers, sourceAddress: sourceAddress)
  }

  func post(
    _ body: [UInt8],
    headers: HTTPFields = [:],
    sourceAddress: String? = "192.0.2.7"
  ) -> ServerAnswer {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded; charset=utf-8" }
    return aws.answer(
      IncomingRequest(
        method: "POST",
        path: "/",
        authority: "127.0.0.1:4566",
        headers: headers,
        body: body,
        sourceAddress: sourceAddress
      )
    )
  }

  func post(_ body: String, headers: HTTPFields = [:]) -> ServerAnswer { post(Array(body.utf8), headers: headers) }

  /// The credentials of a session of the role, or the test fails.
  func session(role: String = deploy, session: String = "job-42") throws -> Credentials {
    try exchange(token(), role: role, session: session).output().credentials
  }
}

extension ServerAnswer {
  /// The error that an AWS client reads from the answer; the test fails when it is none.
  func error(_ action: String = AssumeRoleWithWebIdentity.action) throws -> QueryError {
    let response = QueryResponse(status: status, contentType: contentType, body: body)
    guard case .failure(let error, let id) = try response.decode(action) else {
      throw Unexpected("an answer where an error was expected: \(status)")
    }
    #expect(id == requestID)
    return error
  }

  func output() throws -> AssumeRoleWithWebIdentity.Output {
    try AssumeRoleWithWebIdentity.Output(result(AssumeRoleWithWebIdentity.action))
  }

  func identity() throws -> GetCallerIdentity.Output {
    try GetCallerIdentity.Output(result(GetCallerIdentity.action))
  }

  /// The `…Result` element, or the test fails.
  func result(_ action: String) throws -> WireElement {
    let response = QueryResponse(status: status, contentType: contentType, body: body)
    switch try response.decode(action) {
    case .success(let result, let id):
      #expect(id == requestID)
      return result
    case .failure(let error, _): throw Unexpected("\(error)")
    }
  }
}

/// What a test did not count on.
struct Unexpected: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
