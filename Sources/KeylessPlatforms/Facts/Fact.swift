/// One thing a pipeline may state about itself, named like the claim it becomes unless that is a mouthful.
package struct Fact: Hashable, Sendable {
  package let name: String
  package let kind: FactKind
  /// What the fact says, in a few words.
  package let meaning: String
  package let requirement: Requirement
  /// Values people try that no token ever carries, with the reason.
  package let mistakes: [Mistake]
  package let evidence: Evidence

  init(
    _ name: String,
    _ kind: FactKind,
    _ meaning: String,
    _ requirement: Requirement,
    mistakes: [Mistake] = [],
    evidence: Evidence = .documented
  ) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.requirement = requirement
    self.mistakes = mistakes
    self.evidence = evidence
  }

  /// Who supplies the fact when the pipeline is completed.
  package enum Requirement: Hashable, Sendable {
    /// The caller must give it.
    case required
    /// It follows from the named facts; a different value is a contradiction.
    case derived(from: [String])
    /// Every real token has it; a plausible value is supplied.
    case defaulted
    /// Absent unless given.
    case optional
  }

  /// A value that is refused with an explanation of its own.
  package struct Mistake: Hashable, Sendable {
    package let value: String
    package let explanation: String

    init(_ value: String, _ explanation: String) {
      self.value = value
      self.explanation = explanation
    }
  }

  /// The value in its kept form, or the error that names fact, value and rule.
  func settle(_ value: FactValue, on platform: PlatformID) throws(PlatformError) -> FactValue {
    let written = value.written
    if let mistake = mistakes.first(where: { $0.value.utf8.elementsEqual(written.utf8) }) {
      throw PlatformError(.illegalFact, platform, name, value: written, mistake.explanation)
    }
    switch kind.settle(value) {
    case .legal(let settled): return settled
    case .illegal(let rule): throw PlatformError(.illegalFact, platform, name, value: written, rule)
    }
  }
}
