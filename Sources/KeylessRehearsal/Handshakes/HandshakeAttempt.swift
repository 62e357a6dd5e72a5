/// One token of one pipeline against one role: what should have happened, and what did.
package struct HandshakeAttempt: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A pipeline that the role is for.
    case pipeline(name: String)
    /// A near miss of it, with the facts that differ: `ref = dev`.
    case variation(name: String, changes: [String])
  }

  package enum Outcome: Hashable, Sendable {
    /// STS handed out a session, and `GetCallerIdentity` confirmed who it is.
    case opened(identity: String)
    case refused(code: String, message: String, reason: String)
    /// The platform gives such a pipeline no token at all.
    case unmintable(reason: String)
  }

  package var kind: Kind
  /// Whether the intent admits it.
  package var isAdmitted: Bool
  package var outcome: Outcome
  /// The claims that AWS sees, for the pipelines the role is for.
  package var claims: [String]

  package init(kind: Kind, isAdmitted: Bool, outcome: Outcome, claims: [String] = []) {
    self.kind = kind
    self.isAdmitted = isAdmitted
    self.outcome = outcome
    self.claims = claims
  }

  /// Whether what happened is what the intent says.
  package var isRight: Bool {
    switch outcome {
    case .opened: isAdmitted
    case .refused: !isAdmitted
    case .unmintable: true
    }
  }

  /// A token that exists, differs from an admitted one, and was refused.
  package var isMiss: Bool {
    guard case .variation = kind, case .refused = outcome else { return false }
    return !isAdmitted
  }
}
