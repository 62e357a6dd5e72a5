import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSystem

/// The administrator of a stage: a user who may do everything, with a key that lives as long as the stage.
enum StageAdministrator {
  static let name = "administrator"

  static func make(in accounts: Accounts, account: AccountID, system: System) throws -> Administrator {
    let path = "/keyless/"
    var permissions = Permissions()
    permissions.attach("arn:\(accounts.partition.id):iam::aws:policy/AdministratorAccess")
    try accounts.put(
      .user(
        User(
          arn: ARN(
            partition: accounts.partition.id,
            service: "iam",
            account: account.text,
            resource: "user\(path)\(name)"
          ).description,
          account: account.text,
          path: path,
          name: name,
          uniqueID: UniqueID(.user, random: system.randomBytes).text,
          created: system.now(),
          permissions: permissions
        )
      )
    )
    return Administrator(
      account: account,
      userName: name,
      accessKeyID: AccessKeyID(.longTerm, account: account, random: system.randomBytes).text,
      secret: SecretAccessKey(Base64.encode(system.randomBytes(30)))
    )
  }
}
