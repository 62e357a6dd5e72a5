import KeylessAWS
import KeylessAccounts
package import KeylessCalls
import KeylessGenerate
package import KeylessIntent
import KeylessIssuers
import KeylessOIDC
import KeylessPlatforms
package import KeylessServer
import KeylessSource
package import KeylessSystem
package import Logging

/// The AWS half of an intent, standing in a local AWS, and the issuer, which the server plays.
///
/// Provider and roles are made from the intent, or left for a tool to make: then the stage is empty but for an administrator.
package struct Stage: Sendable {
  package let intent: Intent
  package let press: TokenPress
  package let aws: LocalAWS
  package let calls: CallLog
  /// Whoever applies an AWS half, and the person a kept server is handed to.
  package let administrator: Administrator
  package let providerARN: String
  /// In the order of the intent.
  package private(set) var roles: [StagedRole] = []

  /// Where provider and roles come from.
  package enum Origin: Hashable, Sendable {
    case intent
    /// A Terraform or OpenTofu directory that is applied once the server listens; then call `findRoles`.
    case applied
  }

  /// A role of the intent with the ARN it got.
  package struct StagedRole: Sendable {
    package let role: KeylessIntent.Role
    package let arn: String
  }

  /// Builds everything; nothing listens yet.
  ///
  /// `folder` holds the intent: its policy files are read from there. Throws when the intent asks for what AWS would refuse.
  package init(
    _ intent: Intent,
    folder: String = ".",
    origin: Origin = .intent,
    system: System,
    logger: Logger
  ) throws {
    guard let account = AccountID(intent.account.value), let partition = Partition(id: intent.partition) else {
      throw RehearsalError(.unusableIntent, "the intent's account or partition is not one that keyless knows")
    }
    let platform = intent.issuer.platform.platform
    let accounts = try Accounts(partition: partition, store: MemoryStore())
    let issuer = try PlayedIssuer(issuer: intent.issuer.url, signingKey: try SigningKey.generate(.rsa2048))
    let administrator = try StageAdministrator.make(in: accounts, account: account, system: system)
    self.administrator = administrator
    providerARN = OIDCProvider(intent).arn
    if origin == .intent {
      roles = try GeneratedHalf(intent: intent, folder: folder, account: account).put(into: accounts, system: system)
    }
    let calls = CallLog()
    self.calls = calls
    self.intent = intent
    press = TokenPress(platform: platform, intent: intent, issuer: issuer, system: system)
    aws = try LocalAWS(
      accounts: accounts,
      issuers: [issuer],
      settings: Settings(region: intent.region, administrators: [administrator]),
      system: system,
      logger: logger,
      observe: { calls.add($0) }
    )
  }

  /// Looks up what an applied AWS half made: the provider, and each role of the intent by its name.
  package mutating func findRoles() throws {
    let account = intent.account.value
    let contents = aws.accounts.snapshot[account]
    guard contents.provider(issuer: intent.issuer.url) != nil else {
      throw RehearsalError(
        .unusableIntent,
        "the AWS half registers no identity provider for \(intent.issuer.url) in account \(account); "
          + "it needs an aws_iam_openid_connect_provider with exactly this URL"
      )
    }
    roles = try intent.roles.map { role in
      guard let found = contents.role(named: role.name.value) else {
        let made = contents.allRoles.map(\.name)
        throw RehearsalError(
          .unusableIntent,
          "the AWS half makes no role `\(role.name.value)`, which the intent names; it makes "
            + (made.isEmpty ? "none" : made.map { "`\($0)`" }.joined(separator: ", "))
        )
      }
      return StagedRole(role: role, arn: found.arn)
    }
  }
}
