import KeylessIntent
import KeylessGenerate
import KeylessClient
package import KeylessSystem

/// `keyless bootstrap destroy`: removes what keyless made of an intent, and nothing else.
package struct BootstrapDestroyVerb: Sendable {
  /// A `keyless.yaml`, or the folder that holds it.
  package var path: String
  package var expectedAccount: String?
  /// Only these roles, also ones that the intent no longer names; the provider stays then.
  package var roles: [String] = []
  package var isYes = false

  package init(path: String) { self.path = path }

  /// 0; 1 when nobody said yes; 2 when there is nobody to ask; 3 when it failed.
  package func run(_ system: System) async throws -> Int32 {
    let source = try IntentOnDisk(path, system)
    let account = try await AWSAccount(of: source, demanded: expectedAccount, system)
    let names = roles.isEmpty ? source.half.roles.map(\.name) : roles
    var state = try await account.state(of: source, roles: names)
    var others: [String]?
    if roles.isEmpty {
      others = try await account.allRoles()?.filter { detail in
        let isOurs = names.contains { $0.utf8.elementsEqual(detail.role.name.utf8) } && Marks.isOurs(detail.role.tags)
        return !isOurs && Issuers.trusted(by: detail.role).contains(source.half.provider.arn)
      }.map(\.role.name)
    } else {
      state.provider = nil
    }
    let plan = Plan.destroy(state, source.half, roles: names, others: others)
    system.printOutput(DestroyText.render(plan))
    guard !plan.changes.isEmpty else { return 0 }
    let consent = Consent(isYes: isYes, allowsWidening: false)
    if let status = consent.asked("Remove this from account \(account.id)?", plan.changes, system) { return status }
    return await Applier(client: account.client, system: system).carryOut(plan.changes) ? 0 : 3
  }
}
