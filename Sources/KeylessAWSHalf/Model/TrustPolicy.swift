package import KeylessPolicy
package import KeylessSource

/// A role's trust policy as far as it can be known; every span of a document points into the user's files.
package enum TrustPolicy: Sendable {
  case exact(PolicyDocument)
  /// Parts of it are unknown: resolved against admission, and for it.
  case bounds(sure: PolicyDocument, possible: PolicyDocument, unknowns: [UnknownPlace])
  /// Nothing can be said of it.
  case unknown([UnknownPlace])
  /// It is no policy that IAM would take.
  case broken([Diagnostic])
}

/// What cannot be known, and where it stands.
package struct UnknownPlace: Hashable, Sendable {
  /// A clause: `` the variable `subjects` has no value ``.
  package var reason: String
  package var span: SourceSpan

  package init(_ reason: String, at span: SourceSpan) {
    self.reason = reason
    self.span = span
  }
}
