import KeylessAWS
import KeylessGenerate
package import KeylessIntent
import KeylessOIDC
import KeylessPlatforms
import KeylessPolicy
import KeylessAccounts
import KeylessIssuers
package import KeylessServer
import KeylessSource
package import KeylessSystem
package import Logging

/// The AWS half of an intent, standing in a local AWS: the provider, the roles with their generated trust policies, and the
/// issuer, which the server plays.
package struct Stage: Sendable {
  package let intent: Intent
  package let press: TokenPress
  package let aws: LocalAWS
  package let calls: CallLog
  package let providerARN: String
  /// In the order of the intent.
  package let roles: [StagedRole]

  /// A role of the intent with the ARN it got.
  package struct StagedRole: Sendable {
    package let role: KeylessIntent.Role
    package let arn: String
  }

  /// Builds everything; nothing listens yet.
  ///
  /// Throws when the intent asks for a role that AWS would refuse.
  package init(_ intent: Intent, system: System, logger: Logger) throws {
    guard let account = AccountID(intent.account.value), let platform = Platform.named(intent.issuer.platform.rawValue)
    else { throw RehearsalError(.unusableIntent, "the intent's account or platform is not one that keyless knows") }
    let issuer = try PlayedIssuer(issuer: intent.issuer.url, signingKey: try SigningKey.generate(.rsa2048))
    guard let partition = Partition(id: intent.partition) else {
      throw RehearsalError(.unusableIntent, "there is no partition `\(intent.partition)`")
    }
    let accounts = try Accounts(partition: partition, store: MemoryStore())
    let provider = OIDCProvider(intent)
    try accounts.put(
      .provider(
        IdentityProvider(
          arn: provider.arn,
          account: account.text,
          issuer: intent.issuer.url,
          clientIDs: [intent.audience],
          created: system.now()
        )
      )
    )
    roles = try intent.roles.map { role in
      let arn = try RoleARN(
        partition: intent.partition,
        account: account,
        path: role.path,
        name: role.name.value
      )
      let text = try TrustPolicy.document(for: role, in: intent).compact
      try accounts.put(
        .role(
          KeylessAccounts.Role(
            arn: arn,
            uniqueID: UniqueID(.role, random: system.randomBytes).text,
            created: system.now(),
            trust: StoredPolicy(text, kind: .trust, name: "trust policy of \(role.name.value)"),
            maxSessionDuration: role.maxSessionDuration ?? 3600
          )
        )
      )
      return StagedRole(role: role, arn: arn.description)
    }
    let calls = CallLog()
    self.calls = calls
    self.intent = intent
    providerARN = provider.arn
    press = TokenPress(platform: platform, intent: intent, issuer: issuer, system: system)
    aws = try LocalAWS(
      accounts: accounts,
      issuers: [issuer],
      settings: Settings(region: intent.region),
      system: system,
      logger: logger,
      observe: { calls.add($0) }
    )
  }
}
