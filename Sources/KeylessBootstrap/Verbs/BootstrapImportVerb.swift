import KeylessAWS
import KeylessClient
import KeylessSource
package import KeylessSystem

/// `keyless bootstrap import`: the roles of an account that pipelines can assume, as a `keyless.yaml`.
///
/// A role is written down only when what would be generated from it is proved to let in exactly whom its own trust policy
/// lets in; every other one is listed with the reason. The account is not changed, and what `apply` shall change of it later
/// must be taken over with `--adopt`.
package struct BootstrapImportVerb: Sendable {
  package var expectedAccount: String?
  package var partition = "aws"
  package var issuer: String?
  package var audience: String?
  /// A file that is not there yet; nil: standard output.
  package var output: String?

  package init() {}

  /// 0, or 1 when a role could not be written down.
  package func run(_ system: System) async throws -> Int32 {
    guard let partition = Partition(id: partition) else {
      throw BootstrapError(.usage, "there is no partition `\(partition)`")
    }
    let account = try await AWSAccount(partition: partition, expected: nil, demanded: expectedAccount, system)
    guard let listed = try await account.allRoles() else {
      throw BootstrapError(
        .failure,
        "you may not list the roles of account \(account.id): iam:GetAccountAuthorizationDetails"
      )
    }
    var roles: [IAMRoleDetail] = []
    for var detail in listed where !Issuers.trusted(by: detail.role).isEmpty {
      // The list says neither description nor session length.
      if let role = try await account.client.role(detail.role.name) { detail.role = role }
      roles.append(detail)
    }
    let result = AccountImport(account: account.id, partition: partition.id, issuer: issuer, audience: audience)
      .read(roles)
    var lines = result.left.map { "left out: role \($0.role): \($0.reason)" }
    lines.append("\(result.imported.count) of \(result.imported.count + result.left.count) roles written down")
    system.printError(lines.map(TerminalText.escaping).joined(separator: "\n") + "\n")
    if let yaml = result.yaml {
      if let output {
        guard try system.files.read(output, 1) == nil else {
          throw BootstrapError(.usage, "`\(output)` is there already; name another file")
        }
        try system.files.createPrivate(output, Array(yaml.utf8))
      } else {
        system.printOutput(yaml)
      }
    }
    return result.left.isEmpty ? 0 : 1
  }
}
