package import KeylessSource

/// A text of a CI file after everything that is known has been put in: literal pieces, and what is only known at run time.
package struct CIText: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case literal(String)
    /// A value that each run has of its own and that the platform promises: `CI_COMMIT_REF_NAME`, `github.run_id`.
    case predefined(String)
    /// What cannot be known here, with the reason as a clause: `` `$ROLE_ARN` is set nowhere in these files ``.
    case unknown(String)
  }

  package var parts: [Part]
  /// Where it is written.
  package var span: SourceSpan
  /// As it is written, variables and all.
  package var source: String

  package init(_ parts: [Part], source: String, at span: SourceSpan) {
    self.parts = parts
    self.source = source
    self.span = span
  }

  /// The whole text, when nothing of it is open.
  package var text: String? {
    var out = ""
    for part in parts {
      guard case .literal(let text) = part else { return nil }
      out += text
    }
    return out
  }

  /// Why it is not known; empty when it is, or when only the run decides.
  package var unknowns: [String] {
    parts.compactMap {
      guard case .unknown(let reason) = $0 else { return nil }
      return reason
    }
  }
}
