package import KeylessSource

/// A document that is no policy, with every reason found.
package struct PolicyError: Error, Sendable, CustomStringConvertible {
  /// A reason, and what IAM itself would answer where its text is known.
  package struct Problem: Sendable {
    package var diagnostic: Diagnostic
    package var awsMessage: String?
  }

  package var kind: PolicyKind
  package var file: String
  package var problems: [Problem]

  package var diagnostics: [Diagnostic] { problems.map(\.diagnostic) }

  /// The message of IAM's `MalformedPolicyDocument`: the first reason whose text is known, else the general one.
  ///
  /// In which order IAM looks is (unverified); ours is the order of the document.
  package var awsMessage: String {
    if let known = problems.lazy.compactMap(\.awsMessage).first { return known }
    return kind == .trust ? "Syntax error in policy." : "Syntax errors in policy."
  }

  package var description: String {
    let first = problems.first?.diagnostic.message.description ?? "no reason was recorded"
    let more = problems.count > 1 ? ", and \(problems.count - 1) more" : ""
    return TerminalText.escaping("`\(file)` is not \(kind.description): \(first)\(more)")
  }
}
