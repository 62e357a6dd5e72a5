package import KeylessSource

/// A policy that was read and of which it is not known whom it lets in: it counts like a finding.
extension Diagnostic {
  private static let tooComplex: DiagnosticID = "trust-too-complex"
  private static let notKnown: DiagnosticID = "trust-not-known"

  package static func trustTooComplex(_ role: String, _ why: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      tooComplex,
      .warning,
      "who may assume `\(role)` is not known: \(why)",
      at: .init(span),
      help: "write fewer wildcards, or several roles"
    )
  }

  package static func trustNotKnown(_ role: String, _ unknowns: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      notKnown,
      .warning,
      "not everybody who may assume `\(role)` is known: \(unknowns.joined(separator: "; "))",
      at: .init(span),
      help: "compare `sub` with whole values; `keyless who` shows what is known"
    )
  }

  package static func trustBroken(_ role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      notKnown,
      .warning,
      "who may assume `\(role)` is not known: its trust policy is none that IAM is known to take",
      at: .init(span),
      help: "mend the policy; what is wrong with it stands above"
    )
  }

  /// Whether it says that somebody may assume a role of whom nothing is known.
  package var leavesTrustOpen: Bool { id == Self.tooComplex || id == Self.notKnown }
}
