import KeylessAWSHalf
import KeylessFindings
import KeylessHandshake
import KeylessPolicy
import KeylessReach

/// A role with what is known of who gets in.
struct JudgedRole {
  let role: AWSRole
  /// Nil where nothing can be said of the trust policy.
  let trust: TrustSubject?
  /// Why nothing could be said, where the policy is known and its reach is beyond the bounds.
  let tooComplex: String?

  init(_ role: AWSRole, _ half: AWSHalf, _ questions: TrustQuestions, _ universes: Universes) {
    self.role = role
    do {
      trust = try TrustSubject(role, providers: half.providers, questions: questions, universes: universes)
      tooComplex = nil
    } catch {
      trust = nil
      tooComplex = "\(error)"
    }
  }

  var permissions: PermissionsSubject { PermissionsSubject(role: role, trust: trust) }
}
