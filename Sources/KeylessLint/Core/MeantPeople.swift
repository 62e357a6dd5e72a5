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
      !subject.question.providers.isEmpty
    else { return nil }
    do {
      // The same issuer may be a provider of several accounts, each with statements of its own.
      return try subject.question.providers.allSatisfy { provider in
        let inclusion = try IntentInclusion(
          CompiledPolicy(subject.document),
          provider: provider.arn,
          beside: role,
          of: intent,
          ofAnyAudience: true
        )
        return inclusion.tooMany == nil && inclusion.unknowns.isEmpty
      }
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
