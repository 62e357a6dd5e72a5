package import KeylessSource

/// Why a role's trust policy cannot be written.
package enum TrustPolicyError: Hashable, Sendable, IntentMistake {
  case admitsNothing(role: Located<String>)
  /// `split` says which roles would do.
  case tooLarge(role: Located<String>, size: Int, limit: Int, split: String?)

  package var place: SourceSpan {
    switch self {
    case .admitsNothing(let role), .tooLarge(let role, _, _, _): role.span
    }
  }

  package var message: String {
    switch self {
    case .admitsNothing(let role):
      "the role `\(role.value)` admits no pipeline, so it would need a trust policy that IAM refuses"
    case .tooLarge(let role, let size, let limit, _):
      """
      the trust policy of `\(role.value)` has \(size) characters without white space even with what its conditions share \
      written once, \(size - limit) more than IAM's default quota of \(limit)
      """
    }
  }

  package var help: String {
    switch self {
    case .admitsNothing: "add an entry to its `admits`"
    case .tooLarge(_, _, _, let split): split ?? "split the role, or let it admit fewer alternatives"
    }
  }
}
