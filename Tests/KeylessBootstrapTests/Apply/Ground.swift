import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessIssuers
import KeylessOIDC
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Logging
import Synchronization
import Testing

/// A local AWS with one account and an administrator of it, and a described machine that reaches it without a port.
struct Ground {
  static let account = "111122223333"
  static let other = "444455556666"

  let machine = TestMachine()
  let accounts: Accounts
  let aws: LocalAWS
  let administrator: Administrator
  let network = Network()
  let files = Mutex2<[String: [UInt8]]>([:])

  init(issuers: [PlayedIssuer] = [], account: String = account) throws {
    accounts = try Accounts(store: MemoryStore())
    let system = machine.system()
    var permissions = Permissions()
    permissions.attach("arn:aws:iam::aws:policy/AdministratorAccess")
    let id = try #require(AccountID(account))
    try accounts.put(
      .user(
        User(
          arn: "arn:aws:iam::\(account):user/root-of-tests",
          account: account,
          path: "/",
          name: "root-of-tests",
          uniqueID: UniqueID(.user, random: system.randomBytes).text,
          created: system.now(),
          permissions: permissions
        )
      )
    )
    administrator = Administrator(
      account: id,
      userName: "root-of-tests",
      accessKeyID: AccessKeyID(.longTerm, account: id, random: system.randomBytes).text,
      secret: SecretAccessKey(Base64.encode(system.randomBytes(30)))
    )
    aws = try LocalAWS(
      accounts: accounts,
      issuers: issuers,
      settings: Settings(administrators: [administrator]),
      system: system,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
      observe: { _ in }
    )
  }

  func put(_ yaml: String) { files.set { $0["keyless.yaml"] = Array(yaml.utf8) } }

  /// The machine of somebody who works on the account; `answer` is what they type when they are asked.
  func system(endpoint: String = "http://127.0.0.1:4566", answer: String? = nil) -> System {
    var system = machine.system(
      environment: [
        "AWS_ACCESS_KEY_ID": administrator.accessKeyID, "AWS_SECRET_ACCESS_KEY": administrator.secret.exposed,
        "AWS_ENDPOINT_URL": endpoint,
      ],
      answer: answer
    )
    let (files, network, aws) = (files, network, aws)
    system.files.read = { path, _ throws(SystemError) in files.get { $0[path] } }
    system.files.createPrivate = { path, bytes throws(SystemError) in files.set { $0[path] = bytes } }
    system.send = { request in
      try network.pass(request) {
        let answer = aws.answer(Self.incoming(request))
        return KeylessSystem.HTTPResponse(
          status: answer.status,
          headers: [HeaderLine("content-type", answer.contentType)],
          body: Array(answer.body.utf8)
        )
      }
    }
    return system
  }

  private static func incoming(_ request: KeylessSystem.HTTPRequest) -> IncomingRequest {
    var fields = HTTPFields()
    for header in request.headers where header.name != "Host" {
      guard let name = HTTPField.Name(header.name) else { continue }
      fields.append(HTTPField(name: name, value: header.value))
    }
    return IncomingRequest(
      method: request.method,
      path: "/",
      authority: "127.0.0.1:4566",
      headers: fields,
      body: request.body,
      sourceAddress: "192.0.2.7"
    )
  }

  /// Everything that is in the account, as one text, without what is different each time.
  var contents: String {
    let account = accounts.snapshot[Self.account]
    var lines: [String] = []
    for role in account.allRoles {
      lines.append("\(role.arn) \(role.maxSessionDuration) \(role.description ?? "-") \(role.trust.text)")
      lines += role.permissions.attached.sorted().map { "  attached \($0)" }
      lines += role.permissions.inline.map { "  inline \($0.name) \($0.policy.text)" }.sorted()
      lines.append("  boundary \(role.permissions.boundary ?? "-")")
      lines += role.tags.map { "  tag \($0.key)=\($0.value)" }.sorted()
    }
    for provider in account.allProviders {
      lines.append("\(provider.arn) \(provider.clientIDs.sorted())")
      lines += provider.tags.map { "  tag \($0.key)=\($0.value)" }.sorted()
    }
    return lines.joined(separator: "\n")
  }
}

/// A value behind a lock.
final class Mutex2<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>
  init(_ value: Value) { mutex = Mutex(value) }
  func get<Result: Sendable>(_ body: (Value) -> Result) -> Result { mutex.withLock { body($0) } }
  func set(_ body: (inout Value) -> Void) { mutex.withLock { body(&$0) } }
}

/// The wire between a client and the local AWS; it can be cut at one call.
final class Network: Sendable {
  enum Cut: Hashable, Sendable, CaseIterable {
    /// The call never arrives.
    case before
    /// The call is carried out and its answer never arrives.
    case after
    /// The server refuses the call, having done nothing.
    case refused
    /// The server carries the call out and answers that it failed; the next attempt is answered in earnest.
    case failed

    /// Those that end a run at any call.
    static let allCases: [Cut] = [.before, .after, .refused]
  }

  private struct State {
    var calls = 0
    var actions: [String] = []
    var cut: (at: Int, how: Cut)?
  }

  private let state = Mutex(State())

  /// How many calls there were since the last `start`.
  var calls: Int { state.withLock { $0.calls } }
  var actions: [String] { state.withLock { $0.actions } }
  /// The calls that change something.
  var writes: [String] {
    actions.filter { action in !["Get", "List"].contains { action.hasPrefix($0) } }
  }

  func start(cutting call: Int? = nil, _ how: Cut = .before) {
    state.withLock { $0 = State(cut: call.map { ($0, how) }) }
  }

  func pass(
    _ request: KeylessSystem.HTTPRequest,
    to server: () -> KeylessSystem.HTTPResponse
  ) throws -> KeylessSystem.HTTPResponse {
    let body = String(decoding: request.body, as: UTF8.self)
    let action = body.split(separator: "&").first { $0.hasPrefix("Action=") }.map { String($0.dropFirst(7)) } ?? ""
    let cut = state.withLock { state -> Cut? in
      state.calls += 1
      state.actions.append(action)
      guard let cut = state.cut, cut.at == state.calls else { return nil }
      return cut.how
    }
    switch cut {
    case .none: return server()
    case .some(.before): throw SystemError(.network, "POST \(request.url): the connection was cut before")
    case .some(.after):
      _ = server()
      throw SystemError(.network, "POST \(request.url): the connection was cut after")
    case .some(.refused): return Self.error("AccessDenied", 403)
    case .some(.failed):
      _ = server()
      return Self.error("InternalFailure", 500)
    }
  }

  private static func error(_ code: String, _ status: Int) -> KeylessSystem.HTTPResponse {
    let text =
      "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>cut</Message></Error><RequestId>1</RequestId></ErrorResponse>"
    return KeylessSystem.HTTPResponse(
      status: status,
      headers: [HeaderLine("content-type", "text/xml")],
      body: Array(text.utf8)
    )
  }
}
