import KeylessPlatforms
import KeylessPolicy
import KeylessSource

extension RoleEntry {
  /// The issuer's provider in the role's own account: STS takes no token by another account's.
  func provider(of issuer: String) -> String {
    let own = "oidc-provider/\(ConditionKeyMap.prefix(of: issuer))"
    let parts = arn?.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init) ?? []
    if parts.count == 6, !parts[4].isEmpty { return "arn:\(parts[1]):iam::\(parts[4]):\(own)" }
    // A bare policy does not say in which account it stands; the providers it names do.
    for statement in trust.statements where statement.effect.value == .allow {
      for entry in statement.principal?.entries ?? [] {
        if case .federated(let arn) = entry.value, arn.hasSuffix(":" + own) { return arn }
      }
    }
    return "arn:aws:iam::111122223333:\(own)"
  }
}
