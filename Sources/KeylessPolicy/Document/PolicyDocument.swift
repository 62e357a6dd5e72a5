package import KeylessSource

/// A policy read from text and found well formed, every part with its place.
package struct PolicyDocument: Sendable {
  package var kind: PolicyKind
  package var version: PolicyVersion
  /// Where `Version` stands; nil when it is missing, which means 2008-10-17.
  package var versionSpan: SourceSpan?
  package var id: Located<String>?
  package var statements: [Statement]
  package var span: SourceSpan
  /// What is legal and probably not meant; nothing here changes how the policy is evaluated.
  package var warnings: [Diagnostic]
}

/// The version of the policy language; only the newer one knows policy variables.
package enum PolicyVersion: String, Sendable {
  case v2008 = "2008-10-17"
  case v2012 = "2012-10-17"
}
