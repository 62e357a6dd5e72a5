import KeylessSource
import KeylessClient
package import KeylessGenerate
package import KeylessIntent
import KeylessPlatforms

/// The way from what an account holds to what an intent wants; pure.
package struct Plan: Hashable, Sendable {
  package var account: String
  package var roles: [RolePlan] = []
  /// Behind the roles: a role whose provider is not there lets nobody in.
  package var provider: [Change] = []
  /// Why nothing can be done at all.
  package var problems: [String] = []
  /// What is worth knowing and changes nothing.
  package var notes: [String] = []

  package init(account: String) { self.account = account }

  package var changes: [Change] { roles.flatMap(\.changes) + provider }

  /// Every problem, with the role it is about.
  package var allProblems: [String] {
    problems + roles.flatMap { role in role.problems.map { "role \(role.name): \($0)" } }
  }

  /// `adopts`: roles and providers that keyless did not make are taken over.
  package static func make(
    from state: AccountState,
    to half: AWSHalf,
    of intent: Intent,
    adopts: Bool = false
  ) -> Plan {
    var plan = Plan(account: half.account)
    let isCustom = intent.subject.components != defaultComponents(intent.issuer.platform)
    let known = state.provider?.clientIDs ?? []
    let question = TrustChange.Question(
      provider: half.provider.arn,
      issuer: half.provider.url,
      platform: intent.issuer.platform.platform,
      audiences: known + half.provider.clientIDs.filter { !known.contains($0) },
      template: isCustom ? intent.subject.components : nil,
      intent: intent
    )
    plan.roles = half.roles.map { RolePlan($0, state.roles[$0.name], adopts: adopts, question) }
    plan.plan(half.provider, state.provider)
    if half.state != nil {
      plan.notes.append(
        "the intent's state bucket is no matter of IAM and is not made here; make it with the generated Terraform"
      )
    }
    return plan
  }

  private static func defaultComponents(_ platform: IntentPlatform) -> [String] {
    switch platform {
    case .gitlab: ["project_path", "ref_type", "ref"]
    case .github: ["repo", "context"]
    }
  }

  private mutating func plan(_ provider: AWSHalf.Provider, _ found: IAMProvider?) {
    guard let found else {
      guard !provider.isReused else {
        problems.append(
          "the intent reuses the account's identity provider, and \(provider.arn) is not there; register it, or remove "
            + "`provider` from the intent"
        )
        return
      }
      self.provider.append(
        Change(
          .createProvider(
            url: provider.url,
            clientIDs: provider.clientIDs,
            tags: provider.tags.map { IAMTag($0.key, $0.value) }
          ),
          "provider \(provider.url): register it for \(provider.clientIDs.joined(separator: ", "))",
          widening: "tokens of \(provider.url) are accepted, also by other roles that trust it already",
          isCreation: true
        )
      )
      return
    }
    for id in provider.clientIDs where !found.clientIDs.contains(where: { $0.utf8.elementsEqual(id.utf8) }) {
      self.provider.append(
        Change(
          .addClientID(provider: provider.arn, clientID: id),
          "provider \(provider.url): accept the audience \(id) too",
          widening: "every role of the account that trusts \(provider.url) and tests no `aud` takes tokens for \(id)"
        )
      )
    }
    let unasked = found.clientIDs.filter { id in !provider.clientIDs.contains { $0.utf8.elementsEqual(id.utf8) } }
    if !unasked.isEmpty {
      notes.append(
        "the provider also accepts \(unasked.joined(separator: ", ")), which this intent does not name; it stays"
      )
    }
    guard Marks.isOurs(found.tags), !provider.isReused else {
      if !provider.isReused { notes.append("the provider was there already and is reused; it is never removed") }
      return
    }
    let missing = provider.tags.map { IAMTag($0.key, $0.value) }.filter { !found.tags.contains($0) }
    if !missing.isEmpty {
      let words = missing.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
      self.provider.append(
        Change(.tagProvider(provider.arn, tags: missing), "provider \(provider.url): tag it with \(words)")
      )
    }
  }
}
