import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSystem

/// Gives every account a user who may do everything, and that user a key that lives as long as the server.
///
/// The secret is random, or the one that the environment names; it is in memory only, and a store never sees it.
struct ServeAdministrators {
  static let userName = "administrator"
  static let path = "/keyless/"
  static let idVariable = "KEYLESS_ADMIN_ACCESS_KEY_ID"
  static let secretVariable = "KEYLESS_ADMIN_SECRET_ACCESS_KEY"

  /// Of the default account; nil: random, as those of the other accounts always are.
  private let given: (accessKeyID: String, secret: SecretAccessKey)?

  init(environment: [String: String]) throws(ServerError) {
    switch (environment[Self.idVariable], environment[Self.secretVariable]) {
    case (nil, nil): given = nil
    case (let id?, let secret?):
      // What AWS allows an access key id to be (IAM API Reference, "AccessKey").
      guard (16...128).contains(id.utf8.count), id.utf8.allSatisfy({ ASCII.isWord($0) || $0 == UInt8(ascii: "_") })
      else { throw Self.usage("\(Self.idVariable) is not 16 to 128 letters, digits and underscores") }
      guard (16...128).contains(secret.utf8.count), secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { throw Self.usage("\(Self.secretVariable) is not 16 to 128 printable characters") }
      given = (id, SecretAccessKey(secret))
    default: throw Self.usage("\(Self.idVariable) and \(Self.secretVariable) go together: set both or none")
    }
  }

  /// Whether the default account's key is one that the caller knew before.
  var areGiven: Bool { given != nil }

  /// In the order of the accounts; a user that is there already, from an earlier start, stays as it is.
  func make(in accounts: Accounts, for owners: [AccountID], system: System) throws -> [Administrator] {
    try owners.enumerated().map { index, account in
      if accounts.snapshot[account.text].user(named: Self.userName) == nil {
        try accounts.put(.user(user(of: account, in: accounts.partition, system: system)))
      }
      let (id, secret) =
        if index == 0, let given { given } else { try Self.random(account, system) }
      return Administrator(account: account, userName: Self.userName, accessKeyID: id, secret: secret)
    }
  }

  private func user(of account: AccountID, in partition: Partition, system: System) -> User {
    var permissions = Permissions()
    permissions.attach("arn:\(partition.id):iam::aws:policy/AdministratorAccess")
    return User(
      arn: ARN(
        partition: partition.id,
        service: "iam",
        account: account.text,
        resource: "user\(Self.path)\(Self.userName)"
      ).description,
      account: account.text,
      path: Self.path,
      name: Self.userName,
      uniqueID: UniqueID(.user, random: system.randomBytes).text,
      created: system.now(),
      permissions: permissions
    )
  }

  private static func random(_ account: AccountID, _ system: System) throws(ServerError) -> (String, SecretAccessKey) {
    let secret = system.randomBytes(30)
    guard secret.count == 30 else {
      throw ServerError(.noRandomness, "making a key failed: the machine's random source gave too few bytes")
    }
    let id = AccessKeyID(.longTerm, account: account, random: system.randomBytes)
    return (id.text, SecretAccessKey(Base64.encode(secret)))
  }

  private static func usage(_ text: String) -> ServerError { ServerError(.usage, text) }
}
