import KeylessAWS
import KeylessAccounts
import KeylessGenerate
import KeylessIntent
import KeylessPolicy
import KeylessSource
import KeylessSystem

/// Puts the provider and the roles that an intent asks for into an account, as if somebody had applied them.
struct GeneratedHalf {
  let intent: Intent
  /// Policy files of the intent are found below it.
  let folder: String
  let account: AccountID

  func put(into accounts: Accounts, system: System) throws -> [Stage.StagedRole] {
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
    return try intent.roles.map { role in
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
            description: role.description,
            maxSessionDuration: role.maxSessionDuration ?? 3600,
            permissions: try permissions(of: role, system)
          )
        )
      )
      return Stage.StagedRole(role: role, arn: arn.description)
    }
  }

  /// What the role may do; a managed policy of the account itself is attached and, not being here, says nothing.
  private func permissions(of role: KeylessIntent.Role, _ system: System) throws -> Permissions {
    var permissions = Permissions()
    for arn in role.managedPolicies { permissions.attach(arn.value) }
    for inline in role.inlinePolicies {
      let text: String
      switch inline.document {
      case .json(let json): text = json.compact
      case .file(let file): text = try read(file.value, system)
      }
      do {
        permissions.put(
          inline.name.value,
          try StoredPolicy(text, kind: .identity, name: "policy \(inline.name.value) of \(role.name.value)")
        )
      } catch {
        throw RehearsalError(.unusableIntent, "\(error)")
      }
    }
    return permissions
  }

  private func read(_ file: String, _ system: System) throws -> String {
    let path = file.utf8.first == UInt8(ascii: "/") ? file : folder + "/" + file
    guard let bytes = try system.files.read(path, 1 << 17) else {
      throw RehearsalError(.unusableIntent, "the intent names the policy file `\(file)`, and there is no `\(path)`")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
