import KeylessFindings
import KeylessIntent
import KeylessPolicy
import KeylessReach

/// Whom the owner declares to want, in `keyless.yaml`: that they get in is no finding.
enum MeantPeople {
  /// Whether everybody who gets in by the issuer of the intent is wanted; nil where it cannot be said.
  static func areAll(of subject: TrustSubject, _ role: Role, _ intent: Intent) -> Bool? {
    guard subject.unknowns.isEmpty, subject.question.unknownIssuers.isEmpty,
      subject.question.providers.allSatisfy({ $0.issuer == intent.issuer.url }),
      let provider = subject.question.providers.first
    else { return nil }
    do {
      let inclusion = try IntentInclusion(
        CompiledPolicy(subject.document),
        provider: provider.arn,
        beside: role,
        of: intent
      )
      return inclusion.tooMany == nil && inclusion.unknowns.isEmpty
    } catch {
      return nil
    }
  }

  /// Whether a finding says only that these people get in.
  static func speaks(_ finding: Finding) -> Bool {
    guard finding.effect == .open, let number = Int(finding.rule.number.dropFirst(2)) else { return false }
    return (104...118).contains(number) || [125, 126, 133, 205].contains(number)
  }
}
