import KeylessPolicy

/// A caller without an OIDC token, and how it would ask for a role.
struct OtherCaller {
  let text: String
  private let principal: RequestPrincipal
  private let action: String

  /// Nil for a provider of tokens, and for everybody, who has a rule of his own.
  init?(_ entry: PrincipalEntry) {
    action = if case .federated = entry { "sts:AssumeRoleWithSAML" } else { "sts:AssumeRole" }
    switch entry {
    case .account(let id, let partition):
      text = id
      principal = .root(partition: partition ?? "aws", account: id)
    case .arn(let arn):
      text = arn
      principal = arn.contains(":role/") ? .roleSession(role: arn, session: arn) : .user(arn: arn)
    case .uniqueID(let id):
      text = id
      principal = .user(arn: "arn:aws:iam::123456789012:user/gone", uniqueID: id)
    case .service(let name):
      text = name
      principal = .service(name)
    case .federated(let arn) where arn.contains(":saml-provider/"):
      text = arn
      principal = .federated(provider: arn)
    case .federated, .everyone, .anyFederated, .anyService, .canonicalUser: return nil
    }
  }

  /// Whether a statement lets it in, with none of the keys that a token has.
  func isAdmitted(by statement: Statement, _ subject: TrustSubject) -> Bool {
    var document = subject.document
    document.statements = [statement] + subject.denying
    return CompiledPolicy(document).decide(PolicyRequest(principal: principal, action: action)) == .allow
  }
}
