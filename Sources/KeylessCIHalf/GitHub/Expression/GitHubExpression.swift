/// An expression of GitHub's language, with its text for messages.
package struct GitHubExpression: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case literal(GitHubValue)
    /// `github.event.ref`, `matrix['region']`: names in lower case but for those of `env`.
    case path([String])
    /// `fromJSON(x).y`, `github[inputs.name]`; nil for `.*`.
    case member(GitHubExpression, GitHubExpression?)
    case call(String, [GitHubExpression])
    case not(GitHubExpression)
    case binary(Operator, GitHubExpression, GitHubExpression)
  }

  package enum Operator: String, Hashable, Sendable {
    case and = "&&"
    case or = "||"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  package var kind: Kind
  package var source: String

  package init(_ kind: Kind, source: String) {
    self.kind = kind
    self.source = source
  }

  /// Whether the job may run although one that it needs did not succeed, or the step although one before it did not.
  package var ignoresFailure: Bool {
    switch kind {
    case .literal, .path: false
    case .member(let base, let index): base.ignoresFailure || index?.ignoresFailure == true
    case .call(let name, let arguments):
      ["always", "failure", "cancelled"].contains(name) || arguments.contains { $0.ignoresFailure }
    case .not(let inner): inner.ignoresFailure
    case .binary(_, let left, let right): left.ignoresFailure || right.ignoresFailure
    }
  }
}
