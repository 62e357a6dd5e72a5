import KeylessAWSHalf
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// What a statement is worth whose principal is everybody: asked for the issuers that its conditions name, and for the
/// large shared ones.
struct OpenPrincipal {
  /// Who gets in with a token.
  let tokens: [ReachAnswer]
  /// Whether a role of some other account gets in by `sts:AssumeRole`, with no condition in its way that its owner cannot meet.
  let admitsAccounts: Bool

  init(_ statement: Statement, _ subject: TrustSubject) {
    var hosts: [String] = []
    func add(_ issuer: String) {
      let host = ConditionKeyMap.prefix(of: issuer)
      if !hosts.contains(host), hosts.count < 6 { hosts.append(host) }
    }
    for clause in statement.conditions {
      guard let colon = clause.key.value.name.lastIndex(of: ":") else { continue }
      let host = String(clause.key.value.name[..<colon])
      if host.contains("."), Platform.issuing("https://" + host) != nil { add(host) }
    }
    for platform in Platform.all where ["github", "gitlab"].contains(platform.id) { platform.defaultIssuer.map(add) }
    let isExchange = TrustQuestion.isExchange(statement)
    tokens = isExchange ? hosts.flatMap { host in subject.worth([Self.named(statement, host)]) } : []
    admitsAccounts = Self.asked(statement, subject)
  }

  var isOpen: Bool { admitsAccounts || tokens.areOpen }

  var isOpenToAll: Bool { admitsAccounts || tokens.admit(.stranger) }

  var witness: String? {
    if tokens.admit(.stranger) || !admitsAccounts { return tokens.widestWitness }
    return "a role of any other AWS account"
  }

  private static func named(_ statement: Statement, _ host: String) -> Statement {
    statement.naming(.federated("arn:aws:iam::123456789012:oidc-provider/\(host)"))
  }

  private static func asked(_ statement: Statement, _ subject: TrustSubject) -> Bool {
    var document = subject.document
    document.statements = [statement] + subject.denying
    let policy = CompiledPolicy(document)
    return AnyCaller(meeting: statement).requests.contains { policy.decide($0) == .allow }
  }
}
