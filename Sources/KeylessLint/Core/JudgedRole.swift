import KeylessAWSHalf
import KeylessFindings
import KeylessHandshake
import KeylessIntent
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A role with what is known of who gets in.
struct JudgedRole {
  let role: AWSRole
  /// Nil where nothing can be said of the trust policy.
  let trust: TrustSubject?
  /// Whether everybody who gets in is somebody the owner wants; nil where nothing is declared or it cannot be said.
  let isMeant: Bool?
  /// Why there is no `trust` although the policy is known.
  private let failure: (any Error)?

  init(
    _ role: AWSRole,
    _ half: AWSHalf,
    _ questions: TrustQuestions,
    _ universes: Universes,
    _ intents: [Intent]
  ) {
    self.role = role
    let judged = Result {
      try TrustSubject(role, providers: half.providers, questions: questions, universes: universes)
    }
    let trust = try? judged.get()
    self.trust = trust
    failure = if case .failure(let error) = judged { error } else { nil }
    let declared = intents.lazy.filter { role.account.mayBe($0.account.value) }.compactMap { intent in
      role.name.flatMap { intent.role(named: $0.value) }.map { (intent, $0) }
    }.first
    isMeant = declared.flatMap { intent, wanted in trust.flatMap { MeantPeople.areAll(of: $0, wanted, intent) } }
  }

  /// The findings without those about people whom the owner declares to want.
  func unmeant(_ findings: [Finding]) -> [Finding] {
    guard isMeant == true else { return findings }
    return findings.filter { !MeantPeople.speaks($0) }
  }

  var permissions: PermissionsSubject { PermissionsSubject(role: role, trust: trust) }

  /// What is not known of who gets in, so that silence is no pass: a policy beyond the bounds, an issuer of no known platform.
  var problems: [Diagnostic] {
    if case .broken(let diagnostics) = role.trust {
      return diagnostics + [.trustBroken(role.address, at: role.span)]
    }
    guard let trust else { return failure.map { [unjudged("\($0)")] } ?? [] }
    var out: [Diagnostic] = []
    if let bound = trust.tooComplex {
      out.append(unjudged("its trust policy is too complex (\(bound))"))
    } else if let failure = trust.openingsFailure {
      out.append(unjudged("why they may is beyond the bounds (\(failure))"))
    }
    // What the role is wanted for does not say that nobody else comes.
    var unknowns: [String] = []
    for (provider, answer) in zip(trust.question.providers, trust.answers)
    where !answer.unknowns.isEmpty && !isTold(provider.issuer, trust) {
      for unknown in answer.unknowns where !unknowns.contains(unknown) { unknowns.append(unknown) }
    }
    let strange = trust.question.unknownIssuers.filter { !isTold($0, trust) }
    for issuer in strange where !namesSubjects(of: issuer, trust) {
      unknowns.append("no platform is known for \(issuer), whose `sub` is not compared with whole values")
    }
    if !unknowns.isEmpty { out.append(.trustNotKnown(role.address, unknowns, at: role.span)) }
    for issuer in strange where namesSubjects(of: issuer, trust) {
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

  /// Whether whoever gets in with the issuer's tokens is named: then it matters less what its subjects look like.
  private func namesSubjects(of issuer: String, _ trust: TrustSubject) -> Bool {
    Self.statements(about: issuer, trust).allSatisfy { NamedTenant.isIn($0, of: issuer) }
  }

  private func unjudged(_ why: String) -> Diagnostic { .trustTooComplex(role.address, why, at: role.span) }

  /// Whether each statement about the issuer's tokens has an opening, which says enough: what is found in one says nothing
  /// of another.
  private func isTold(_ issuer: String, _ trust: TrustSubject) -> Bool {
    let told = Set(trust.openings.map(\.statement.span))
    let about = Self.statements(about: issuer, trust)
    return !about.isEmpty && about.allSatisfy { told.contains($0.span) }
  }
  private static func statements(about issuer: String, _ trust: TrustSubject) -> [Statement] {
    trust.document.statements.filter { statement in
      guard statement.effect.value == .allow, TrustQuestion.isExchange(statement) else { return false }
      let spoken = KeyStanding.issuers(of: statement)
      return spoken.isEmpty || spoken.contains { "https://" + $0 == issuer }
    }
  }
}
