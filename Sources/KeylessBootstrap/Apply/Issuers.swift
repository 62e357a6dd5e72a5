import KeylessSource
import KeylessClient
import KeylessPolicy

/// The OIDC providers that roles trust.
enum Issuers {
  /// Their ARNs, each once.
  static func trusted(by role: IAMRole) -> [String] {
    guard
      let document = try? PolicyDocument.parse(bytes: Array(role.trustPolicy.utf8), file: "trust policy", kind: .trust)
    else { return [] }
    var out: [String] = []
    for statement in document.statements where statement.effect.value == .allow {
      for entry in statement.principal?.entries ?? [] {
        guard case .federated(let arn) = entry.value, arn.contains(":oidc-provider/"), !out.contains(arn) else {
          continue
        }
        out.append(arn)
      }
    }
    return out
  }
}
