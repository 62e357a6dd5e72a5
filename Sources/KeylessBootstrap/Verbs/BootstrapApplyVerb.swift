package import KeylessSystem

/// `keyless bootstrap apply`: makes an account hold what the intent says, one call after the other.
///
/// It can be interrupted anywhere and run again: each run looks at what is there. It asks before it does anything. With
/// `--yes` nobody is asked, and then a plan that widens what stands already is refused unless `--allow-widening` is given:
/// a role that lets in somebody it did not, a policy attached, added or not included in what it was, another boundary or
/// none, another audience of a provider that is there. Making a role or a provider that was not there is what the intent
/// asks for: the plan says who gets in, and `--yes` does it, also when it finishes what an interrupted run began.
package struct BootstrapApplyVerb: Sendable {
  /// A `keyless.yaml`, or the folder that holds it.
  package var path: String
  package var expectedAccount: String?
  package var adopts = false
  package var isYes = false
  package var allowsWidening = false

  package init(path: String) { self.path = path }

  /// 0; 1 when it was refused or nobody said yes; 2 when there is nobody to ask; 3 when it failed.
  package func run(_ system: System) async throws -> Int32 {
    let source = try IntentOnDisk(path, system)
    let account = try await AWSAccount(of: source, demanded: expectedAccount, system)
    let state = try await account.state(of: source)
    let plan = Plan.make(from: state, to: source.half, of: source.intent, adopts: adopts)
    system.printOutput(PlanText.render(plan))
    guard plan.allProblems.isEmpty else {
      system.printError("keyless: the plan cannot be carried out; nothing was done\n")
      return 3
    }
    guard !plan.changes.isEmpty else { return 0 }
    let consent = Consent(isYes: isYes, allowsWidening: allowsWidening)
    if let status = consent.asked("Carry this out in account \(account.id)?", plan.changes, system) { return status }
    return await Applier(client: account.client, system: system).carryOut(plan.changes) ? 0 : 3
  }
}
