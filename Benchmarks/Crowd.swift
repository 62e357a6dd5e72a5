import KeylessAWS
import KeylessAccounts
import KeylessPolicy

/// Roles and policies that nobody asks for, to see whether they are in the way.
enum Crowd {
  static func put(roles: Int, policies: Int, trust: String, into accounts: Accounts, now: Int) throws {
    guard roles + policies > 0 else { return }
    let account = ExchangeServer.account
    let trust = try StoredPolicy(trust, kind: .trust, name: "bench")
    let identity = try StoredPolicy(
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
      kind: .identity,
      name: "bench"
    )
    for number in 0..<policies {
      try accounts.put(
        .policy(
          ManagedPolicy(
            arn: "arn:aws:iam::\(account):policy/policy-\(number)",
            account: account,
            path: "/",
            name: "policy-\(number)",
            uniqueID: "ANPAEXAMPLEEXAMPLE\(number)",
            created: now,
            policy: identity
          )
        )
      )
    }
    for number in 0..<roles {
      var permissions = Permissions()
      if policies > 0 { permissions.attach("arn:aws:iam::\(account):policy/policy-\(number % policies)") }
      try accounts.put(
        .role(
          Role(
            arn: RoleARN(parsing: "arn:aws:iam::\(account):role/role-\(number)"),
            uniqueID: "AROAEXAMPLEEXAMPLE\(number)",
            created: now,
            trust: trust,
            permissions: permissions
          )
        )
      )
    }
  }
}
