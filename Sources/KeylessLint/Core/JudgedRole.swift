import KeylessAWSHalf
import KeylessFindings
import KeylessHandshake
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A role with what is known of who gets in.
struct JudgedRole {
  let role: AWSRole
  /// Nil where nothing can be said of the trust policy.
  let trust: TrustSubject?

  init(_ role: AWSRole, _ half: AWSHalf, _ questions: TrustQuestions, _ universes: Universes) {
    self.role = role
    trust = try? TrustSubject(role, providers: half.providers, questions: questions, universes: universes)
  }

  var permissions: PermissionsSubject { PermissionsSubject(role: role, trust: trust) }

  /// What is not known of who gets in, so that silence is no pass: a policy beyond the bounds, an issuer of no known platform.
  var problems: [Diagnostic] {
    if case .broken(let diagnostics) = role.trust { return diagnostics }
    guard let trust else { return [] }
    var out: [Diagnostic] = []
    if let bound = trust.tooComplex {
      out.append(
        Diagnostic(
          "trust-too-complex",
          .warning,
          "who may assume `\(role.address)` is not known: its trust policy is too complex (\(bound))",
          at: .init(role.span),
          help: "write fewer wildcards, or several roles"
        )
      )
    }
    for issuer in trust.question.unknownIssuers where trust.openings.isEmpty {
      out.append(
        Diagnostic(
          "issuer-without-platform",
          .warning,
          "who may assume `\(role.address)` is not known: no platform is known for \(issuer)",
          at: .init(role.span),
          help: "name the issuer in keyless.yaml, or check the project that its jobs are in"
        )
      )
    }
    return out
  }
}
