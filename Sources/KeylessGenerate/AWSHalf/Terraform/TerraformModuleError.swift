/// Why Terraform cannot be given a half that IAM itself would take.
package enum TerraformModuleError: Error, Hashable, Sendable, CustomStringConvertible {
  case letter(role: String, text: String)

  package var description: String {
    switch self {
    case .letter(let role, let text):
      """
      a policy of the role `\(role)` holds `\(text)`: Terraform's provider writes every letter as it is, and IAM takes only \
      those up to U+00FF in a policy; use `keyless bootstrap apply`, or a name without such letters
      """
    }
  }
}
