package import KeylessSystem

/// `keyless bootstrap plan`: what `apply` would do, and who would get in.
package struct BootstrapPlanVerb: Sendable {
  /// A `keyless.yaml`, or the folder that holds it.
  package var path: String
  package var expectedAccount: String?
  /// Takes over roles that keyless did not make.
  package var adopts = false

  package init(path: String) { self.path = path }

  /// 0, or 3 when the plan cannot be carried out.
  package func run(_ system: System) async throws -> Int32 {
    let source = try IntentOnDisk(path, system)
    let account = try await AWSAccount(of: source, demanded: expectedAccount, system)
    let state = try await account.state(of: source)
    let plan = Plan.make(from: state, to: source.half, of: source.intent, adopts: adopts)
    system.printOutput(PlanText.render(plan))
    return plan.allProblems.isEmpty ? 0 : 3
  }
}
