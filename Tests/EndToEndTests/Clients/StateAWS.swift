import Foundation
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSystem
import Logging
import Synchronization

/// An empty local AWS in this process with one user who may do everything, for clients that keep state in it.
enum StateAWS {
  /// Every call that was made, as a transcript shows it.
  final class Calls: Sendable {
    private let records = Mutex<[CallRecord]>([])

    func add(_ record: CallRecord) { records.withLock { $0.append(record) } }

    var all: [CallRecord] { records.withLock { $0 } }
    var actions: [String] { all.map { "\($0.service):\($0.action)" } }
  }

  struct Place: Sendable {
    var endpoint: String
    var credentials: [String: String]
    var calls: Calls

    /// The codes of everything that was refused.
    var refusals: Set<String> {
      Set(
        calls.all.compactMap { call in
          guard case .refused(let code, _, _) = call.outcome else { return nil }
          return code
        }
      )
    }
  }

  static func serve<Result: Sendable>(
    _ work: @escaping @Sendable (Place) async throws -> Result
  ) async throws -> Result {
    let system = System.live()
    let accounts = try Accounts(store: MemoryStore())
    guard let account = AccountID("111122223333") else { throw CocoaError(.featureUnsupported) }
    let key = AccessKeyID(.longTerm, account: account, random: system.randomBytes).text
    let secret = SecretAccessKey(UUID().uuidString + "abcd")
    var permissions = Permissions()
    permissions.put(
      "everything",
      try StoredPolicy(
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
        kind: .identity,
        name: "everything"
      )
    )
    try accounts.put(
      .user(
        User(
          arn: "arn:aws:iam::111122223333:user/administrator",
          account: account.text,
          path: "/",
          name: "administrator",
          uniqueID: "AIDAEXAMPLEADMINISTRA",
          created: system.now(),
          permissions: permissions
        )
      )
    )
    let calls = Calls()
    let aws = try LocalAWS(
      accounts: accounts,
      issuers: [],
      settings: Settings(
        region: "eu-west-1",
        administrators: [
          Administrator(account: account, userName: "administrator", accessKeyID: key, secret: secret)
        ]
      ),
      system: system,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
      observe: { calls.add($0) }
    )
    return try await LocalAWSServer.serve(aws) { endpoint in
      let credentials = ["AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret.exposed]
      return try await work(Place(endpoint: endpoint, credentials: credentials, calls: calls))
    }
  }
}
