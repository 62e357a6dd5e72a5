package import KeylessSource

/// A policy that was read and of which it is not known whom it lets in: it counts like a finding.
extension Diagnostic {
  private static let tooComplex: DiagnosticID = "trust-too-complex"
  private static let notKnown: DiagnosticID = "trust-not-known"
  private static let tooLarge: DiagnosticID = "configuration-too-large"

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

  /// Of a whole root, because nobody knows which of its roles came too late.
  package static func configurationTooLarge(_ folder: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      tooLarge,
      .warning,
      "evaluating the configuration of `\(folder)` takes more work than is done, so who may assume its roles is not known",
      at: .init(span),
      help: "split it, or make its loops, `count` and `for_each` smaller: a value for a variable does not help"
    )
  }

  /// Whether it says that somebody may assume a role of whom nothing is known.
  package var leavesTrustOpen: Bool { isOfConfiguration || id == Self.tooComplex || id == Self.notKnown }

  /// Whether it speaks of all roles of a configuration.
  var isOfConfiguration: Bool { id == Self.tooLarge }
}
