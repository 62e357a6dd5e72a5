import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting

/// What somebody signs calls with.
struct Signing {
  var accessKeyID: String
  var secret: SecretAccessKey
  var token: SessionToken?

  init(accessKeyID: String, secret: SecretAccessKey, token: SessionToken? = nil) {
    self.accessKeyID = accessKeyID
    self.secret = secret
    self.token = token
  }

  init(_ credentials: Credentials) {
    self.init(
      accessKeyID: credentials.accessKeyID,
      secret: credentials.secretAccessKey,
      token: credentials.sessionToken
    )
  }
}

extension World {
  static func policy(_ statements: JSON...) -> String {
    JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array(statements))]).compact
  }

  static func allow(_ actions: String..., on resource: String = "*") -> JSON {
    ["Effect": "Allow", "Action": .array(actions.map(JSON.string)), "Resource": .string(resource)]
  }

  static func deny(_ actions: String..., on resource: String = "*") -> JSON {
    ["Effect": "Deny", "Action": .array(actions.map(JSON.string)), "Resource": .string(resource)]
  }

  /// A statement of a trust policy.
  static func trust(
    _ principal: String,
    _ actions: [String] = ["sts:AssumeRole"],
    when condition: JSON? = nil
  ) -> JSON {
    var members: [JSON.Member] = [
      .init("Effect", "Allow"), .init("Principal", ["AWS": .string(principal)]),
      .init("Action", .array(actions.map(JSON.string))),
    ]
    if let condition { members.append(.init("Condition", condition)) }
    return .object(members)
  }

  static func userARN(_ name: String, account: String = account) -> String { "arn:aws:iam::\(account):user/\(name)" }
  static func roleARN(_ name: String, account: String = account) -> String { "arn:aws:iam::\(account):role/\(name)" }

  func permissions(_ statements: [JSON], boundary: String? = nil) throws -> Permissions {
    var permissions = Permissions(boundary: boundary)
    for (place, statement) in statements.enumerated() {
      permissions.put("p\(place)", try StoredPolicy(Self.policy(statement), kind: .identity, name: "p\(place)"))
    }
    return permissions
  }

  /// A user with one access key, in place of the one with its name.
  @discardableResult
  func addUser(
    _ name: String,
    _ statements: JSON...,
    account: String = account,
    boundary: String? = nil,
    uniqueID: String? = nil,
    tags: [ResourceTag] = [],
    isActive: Bool = true
  ) throws -> Signing {
    guard let owner = AccountID(account) else { throw Unexpected("no account: \(account)") }
    let key = AccessKey(
      id: AccessKeyID(.longTerm, account: owner, random: machine.system().randomBytes).text,
      created: Forges.now,
      salt: machine.system().randomBytes(16),
      isActive: isActive
    )
    let user = User(
      arn: Self.userARN(name, account: account),
      account: account,
      path: "/",
      name: name,
      uniqueID: uniqueID ?? "AIDAEXAMPLE\(name.uppercased())",
      created: Forges.now,
      permissions: try permissions(statements, boundary: boundary),
      tags: tags,
      accessKeys: [key]
    )
    try accounts.put(.user(user))
    return Signing(accessKeyID: key.id, secret: aws.sessions.secret(of: key))
  }

  /// A role that somebody assumes with a signature, in place of the one with its name.
  @discardableResult
  func addRole(
    _ name: String,
    trusting trust: [JSON],
    _ statements: JSON...,
    account: String = account,
    boundary: String? = nil,
    maxSessionDuration: Int = 3600,
    tags: [ResourceTag] = []
  ) throws -> String {
    let arn = Self.roleARN(name, account: account)
    let text = JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array(trust))]).compact
    try accounts.put(
      .role(
        Role(
          arn: RoleARN(parsing: arn),
          uniqueID: "AROAEXAMPLE\(name.uppercased())",
          created: Forges.now,
          trust: StoredPolicy(text, kind: .trust, name: "trust"),
          maxSessionDuration: maxSessionDuration,
          permissions: permissions(statements, boundary: boundary),
          tags: tags
        )
      )
    )
    return arn
  }

  func addPolicy(_ name: String, _ statements: JSON..., account: String = account) throws -> String {
    let arn = "arn:aws:iam::\(account):policy/\(name)"
    let text = JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array(statements))]).compact
    try accounts.put(
      .policy(
        ManagedPolicy(
          arn: arn,
          account: account,
          path: "/",
          name: name,
          uniqueID: "ANPAEXAMPLE\(name.uppercased())",
          created: Forges.now,
          policy: StoredPolicy(text, kind: .identity, name: name)
        )
      )
    )
    return arn
  }

  /// A call of a Query service, signed in its header.
  func call(
    _ action: String,
    _ parameters: [String: String] = [:],
    as signing: Signing,
    service: QueryService = .sts,
    region: String = region,
    at time: Int? = nil,
    change: (inout IncomingRequest) -> Void = { _ in }
  ) throws -> ServerAnswer {
    var request = try signed(action, parameters, as: signing, service: service, region: region, at: time)
    change(&request)
    return aws.answer(request)
  }

  func signed(
    _ action: String,
    _ parameters: [String: String] = [:],
    as signing: Signing,
    service: QueryService = .sts,
    region: String = region,
    at time: Int? = nil
  ) throws -> IncomingRequest {
    let query = QueryRequest(action, service: service, parameters: parameters.map { QueryParameter($0.key, $0.value) })
    let head = HTTPRequestHead(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Host", "127.0.0.1:4566"),
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
      ],
      body: query.formBody
    )
    let signer = SigV4Signer(
      accessKeyID: signing.accessKeyID,
      secret: signing.secret,
      sessionToken: signing.token,
      region: region,
      service: service.signingName
    )
    return Self.request(try signer.sign(head, at: time ?? machine.system().now()), body: query.formBody)
  }

  static func request(_ head: HTTPRequestHead, body: [UInt8]) -> IncomingRequest {
    var request = IncomingRequest(
      method: head.method,
      path: head.path,
      query: head.query,
      body: body,
      sourceAddress: "192.0.2.7"
    )
    for header in head.headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      if name.canonicalName == "host" { request.authority = header.value } else { request.headers[name] = header.value }
    }
    return request
  }

  func assume(
    _ role: String,
    as signing: Signing,
    session: String = "link",
    _ more: [String: String] = [:]
  ) throws -> ServerAnswer {
    try call(
      "AssumeRole",
      ["RoleArn": role, "RoleSessionName": session].merging(more) { $1 },
      as: signing
    )
  }

  /// Who a signature says its maker is.
  func identity(of signing: Signing) throws -> String { try call("GetCallerIdentity", as: signing).identity().arn }

  /// Whether the caller may do the one thing in STS that asks its own policies and nothing else.
  func mayAskForKeys(_ signing: Signing) throws -> Bool {
    let answer = try call("GetAccessKeyInfo", ["AccessKeyId": "ASIAQNZGKIQY56JQ7WML"], as: signing)
    if answer.status == 200 { return true }
    guard try answer.error("GetAccessKeyInfo").code == "AccessDenied" else { throw Unexpected(answer.body) }
    return false
  }
}

extension ServerAnswer {
  /// What a call gave to sign with, or the test fails.
  func signing(_ action: String = "AssumeRole") throws -> Signing {
    guard let credentials = try result(action).child("Credentials").flatMap(Credentials.init) else {
      throw Unexpected("no credentials in \(body)")
    }
    return Signing(credentials)
  }
}

extension QueryError {
  /// The one sentence for whoever may not assume a role.
  static func mayNotAssume(_ caller: String, _ role: String, _ action: String = "sts:AssumeRole") -> QueryError {
    QueryError(
      code: "AccessDenied",
      status: 403,
      message: "User: \(caller) is not authorized to perform: \(action) on resource: \(role)"
    )
  }
}
