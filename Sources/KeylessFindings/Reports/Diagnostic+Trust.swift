package import KeylessSource

extension Diagnostic {
  /// Whether it says that somebody may assume a role of whom nothing is known.
  package var leavesTrustOpen: Bool { id == "trust-too-complex" || id == "trust-not-known" }
}
