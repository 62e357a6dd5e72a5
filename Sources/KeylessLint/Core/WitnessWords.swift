import KeylessPlatforms
package import KeylessPolicy
package import KeylessReach

/// A witness as a clause in a finding.
package enum WitnessWords {
  package static func words(_ witness: Witness) -> String {
    "\(who(witness.kind)) \(job(witness.form, witness.context))"
  }

  /// Where it is not said whose job it is.
  package static func words(form: Form, context: RequestContext) -> String { "a \(job(form, context))" }

  private static func job(_ form: Form, _ context: RequestContext) -> String {
    let prefix = ConditionKeyMap.prefix(of: form.issuer)
    let platform = Platform.issuing(form.issuer)?.title ?? prefix
    let subject = context["\(prefix):sub"]?.first ?? ""
    return "\(platform) job with the subject `\(subject)`"
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
