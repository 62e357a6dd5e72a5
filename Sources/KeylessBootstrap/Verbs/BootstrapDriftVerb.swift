import KeylessSource
import KeylessIntent
import KeylessGenerate
import KeylessClient
package import KeylessSystem

/// `keyless bootstrap drift`: where the account differs from the intent.
package struct BootstrapDriftVerb: Sendable {
  /// A `keyless.yaml`, or the folder that holds it.
  package var path: String
  package var expectedAccount: String?

  package init(path: String) { self.path = path }

  /// 0, or 1 when something differs.
  package func run(_ system: System) async throws -> Int32 {
    let source = try IntentOnDisk(path, system)
    let account = try await AWSAccount(of: source, demanded: expectedAccount, system)
    let state = try await account.state(of: source)
    var plan = Plan.make(from: state, to: source.half, of: source.intent)
    if let all = try await account.allRoles() {
      for detail in all where Marks.isOurs(detail.role.tags) && source.intent.role(named: detail.role.name) == nil {
        guard Issuers.trusted(by: detail.role).contains(where: { $0.utf8.elementsEqual(source.half.provider.arn.utf8) })
        else { continue }
        plan.notes.append(
          "role \(detail.role.name) was made by keyless, trusts the same provider, and this intent does not name it; unless "
            + "another intent does, remove it with destroy --role \(detail.role.name)"
        )
      }
    } else {
      plan.notes.append(
        "you may not list the account's roles, so roles that an intent no longer names were not looked for"
      )
    }
    system.printOutput(PlanText.render(plan))
    return plan.allProblems.isEmpty && plan.changes.isEmpty ? 0 : 1
  }
}
