import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessIntent
import KeylessServer
import KeylessSource
import KeylessSystem

/// Plants the profiles that a tree names, each with the key of a local user who may do what the job may.
///
/// It shows the silent half of the trap: on a runner that has such a profile the job works, as somebody else.
struct DecoyProfiles {
  let stage: Stage
  let system: System

  /// Makes `decoy-NAME` for every profile and writes the job's `~/.aws`; answers the names.
  func plant(_ names: [String], asRole arn: String, home: String) throws -> [String] {
    guard !names.isEmpty, let account = AccountID(stage.intent.account.value) else { return [] }
    let permissions =
      stage.aws.accounts.role(arn: arn, account: account.text)?.permissions ?? Permissions()
    let profiles = try names.map { name in
      let key = AccessKey(
        id: AccessKeyID(.longTerm, account: account, random: system.randomBytes).text,
        created: system.now(),
        salt: system.randomBytes(16)
      )
      // A name of a profile is one of a user too, but for its length.
      let userName = "decoy-\(name.prefix(58))"
      try stage.aws.accounts.put(
        .user(
          User(
            arn: ARN(
              partition: stage.intent.partition,
              service: "iam",
              account: account.text,
              resource: "user/\(userName)"
            ).description,
            account: account.text,
            path: "/",
            name: userName,
            uniqueID: UniqueID(.user, random: system.randomBytes).text,
            created: system.now(),
            permissions: permissions,
            accessKeys: [key]
          )
        )
      )
      return ProfileFiles.Profile(name: name, accessKeyID: key.id, secret: stage.aws.sessions.secret(of: key))
    }
    try ProfileFiles.write(profiles, home: home, region: stage.intent.region, system)
    return names
  }
}
