package import KeylessAWSHalf
package import KeylessCIHalf
package import KeylessFindings
package import KeylessHandshake
package import KeylessSource

/// What a check found, before anything is silenced.
package struct CheckOutcome: Sendable {
  package var aws: AWSHalf
  package var ci: CIHalf
  package var handshakes: [Handshake]
  package var findings: [Finding]
  /// What could not be read, and what is broken.
  package var diagnostics: [Diagnostic]
  /// The texts that spans point into.
  package var files: SourceFiles
  /// The files whose comments can silence a finding, by path.
  package var commented: [String]
}
