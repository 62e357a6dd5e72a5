import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSystem
import KeylessTesting
import Logging

/// A local AWS in this process that holds nothing but a user who may do everything, for tools that make the rest.
struct AdministeredAWS: Sendable {
  static let account = "111122223333"

  let aws: LocalAWS
  let administrator: Administrator
  let endpoint: String
  let calls: SeenCalls

  static func serve<Result: Sendable>(
    _ work: @escaping @Sendable (AdministeredAWS) async throws -> Result
  ) async throws -> Result {
    let system = System.patient()
    let accounts = try Accounts(store: MemoryStore())
    let everything = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
      """
    var permissions = Permissions()
    permissions.put("everything", try StoredPolicy(everything, kind: .identity, name: "everything"))
    try accounts.put(
      .user(
        User(
          arn: "arn:aws:iam::\(account):user/administrator",
          account: account,
          path: "/",
          name: "administrator",
          uniqueID: UniqueID(.user, random: system.randomBytes).text,
          created: system.now(),
          permissions: permissions
        )
      )
    )
    guard let owner = AccountID(account) else { throw Missing(what: "the account") }
    let administrator = Administrator(
      account: owner,
      userName: "administrator",
      accessKeyID: AccessKeyID(.longTerm, account: owner, random: system.randomBytes).text,
      secret: SecretAccessKey(UUIDText.random(system.randomBytes(16)))
    )
    let calls = SeenCalls()
    let aws = try LocalAWS(
      accounts: accounts,
      issuers: [],
      settings: Settings(region: "eu-west-1", administrators: [administrator]),
      system: system,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
      observe: { calls.add($0) }
    )
    return try await LocalAWSServer.serve(aws) { endpoint in
      try await work(AdministeredAWS(aws: aws, administrator: administrator, endpoint: endpoint, calls: calls))
    }
  }

  /// What a tool needs to call this AWS as its administrator.
  func environment(_ scratch: Scratch) -> [String: String] {
    RealClients.environment(scratch, endpoint: endpoint).merging([
      "AWS_ENDPOINT_URL_IAM": endpoint, "AWS_ACCESS_KEY_ID": administrator.accessKeyID,
      "AWS_SECRET_ACCESS_KEY": administrator.secret.exposed,
    ]) { $1 }
  }

  private struct Missing: Error {
    var what: String
  }
}
