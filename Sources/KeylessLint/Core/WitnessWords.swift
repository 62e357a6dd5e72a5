import KeylessPlatforms
import KeylessPolicy
package import KeylessReach

/// A witness as a clause in a finding.
package enum WitnessWords {
  package static func words(_ witness: Witness) -> String {
    let prefix = ConditionKeyMap.prefix(of: witness.form.issuer)
    let platform = Platform.issuing(witness.form.issuer)?.title ?? prefix
    let subject = witness.context["\(prefix):sub"]?.first ?? ""
    return "\(who(witness.kind)) \(platform) job with the subject `\(subject)`"
  }

  private static func who(_ kind: PeopleClass) -> String {
    switch kind {
    case .stranger: "a stranger's"
    case .colleague: "a colleague's"
    case .contributor: "a contributor's"
    case .protected: "a protected"
    }
  }
}
