/// Why a role's trust policy cannot be written.
package enum TrustPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
  case admitsNothing(role: String)
  case tooLarge(role: String, size: Int, limit: Int)

  package var description: String {
    switch self {
    case .admitsNothing(let role):
      "the role `\(role)` admits no pipeline, so it would need a trust policy that IAM refuses; add an entry to its `admits`"
    case .tooLarge(let role, let size, let limit):
      """
      the trust policy of `\(role)` has \(size) characters without white space, \(size - limit) more than IAM's default \
      quota of \(limit); split the role, use fewer alternatives, or name one `subject-layout`
      """
    }
  }
}
