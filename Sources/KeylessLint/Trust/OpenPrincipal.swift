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
  /// Whether callers of other accounts get in by `sts:AssumeRole`.
  let accounts: Strangers.Entry

  init(_ statement: Statement, _ subject: TrustSubject, _ strangers: Strangers) {
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
    accounts = strangers.entry(by: statement)
  }

  var isOpen: Bool { accounts == .admitted || tokens.areOpen }

  /// Whether silence about it would be a guess.
  var isNotKnown: Bool { !isOpen && accounts == .notKnown }

  var isOpenToAll: Bool { accounts == .admitted || tokens.admit(.stranger) }

  var witness: String? {
    if tokens.admit(.stranger) || accounts != .admitted { return tokens.widestWitness }
    return "a role or a user of any other AWS account"
  }

  static let notKnown: Diagnostic.Message =
    "which other AWS accounts the role trusts is not known: no condition names an account, an organization, a network or an external id"
  static let fenceHelp =
    "name the accounts as principals, or compare `aws:PrincipalOrgID` or `aws:PrincipalAccount` with `StringEquals`"

  private static func named(_ statement: Statement, _ host: String) -> Statement {
    statement.naming(.federated("arn:aws:iam::123456789012:oidc-provider/\(host)"))
  }
}
