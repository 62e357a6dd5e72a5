import KeylessPolicy
import KeylessSource

/// Reads who asks, in the forms that a policy writes.
enum PrincipalArgument {
  static func read(_ node: JSONNode) throws(BatchError) -> RequestPrincipal {
    switch node.value {
    case .string(let text): return try read(text)
    case .object(let members) where members.count == 1:
      guard case .string(let text) = members[0].value.value else { break }
      switch members[0].name {
      case "Federated": return .federated(provider: text)
      case "Service": return .service(text)
      case "CanonicalUser": return .canonicalUser(text)
      case "AWS": return try read(text)
      default: break
      }
    default: break
    }
    throw BatchError("`principal` is an ARN, an account id, a service, or one of these under AWS, Federated, Service")
  }

  private static func read(_ text: String) throws(BatchError) -> RequestPrincipal {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    if text.utf8.count == 12, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      return .root(partition: "aws", account: text)
    }
    if text == "*" { return .anonymous }
    guard parts.count == 6, parts[0] == "arn" else {
      if text.hasSuffix(".amazonaws.com") || text.hasSuffix(".amazonaws.com.cn") { return .service(text) }
      // The built-in providers are named by their host.
      if text.contains(".") { return .federated(provider: text) }
      throw BatchError("`principal` is an ARN, an account id or a service, and `\(text)` is none")
    }
    let (partition, account, name) = (parts[1], parts[4], parts[5])
    if name == "root" { return .root(partition: partition, account: account) }
    if name.hasPrefix("user/") { return .user(arn: text) }
    if name.hasPrefix("oidc-provider/") || name.hasPrefix("saml-provider/") { return .federated(provider: text) }
    if name.hasPrefix("federated-user/") { return .federatedUser(arn: text) }
    if name.hasPrefix("role/") { return .roleSession(role: text, session: text) }
    if name.hasPrefix("assumed-role/") {
      let session = name.split(separator: "/").map(String.init)
      guard session.count == 3 else { throw BatchError("`\(text)` is no session of a role") }
      return .roleSession(role: "arn:\(partition):iam::\(account):role/\(session[1])", session: text)
    }
    throw BatchError("`principal` `\(text)` is no user, role, session, provider or account")
  }
}
