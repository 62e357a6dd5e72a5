import KeylessPolicy
import KeylessSource

/// What a trust policy says besides letting in tokens of OIDC providers: users, roles, accounts, services, other actions.
enum OtherStatements {
  /// Every `Deny` stays, because it may take from what is compared.
  static func of(_ document: PolicyDocument) -> PolicyDocument {
    var others = document
    others.statements = document.statements.filter { !isAboutTokens($0) }
    if !others.statements.contains(where: { $0.effect.value == .allow }) { others.statements = [] }
    return others
  }

  private static func isAboutTokens(_ statement: Statement) -> Bool {
    guard statement.effect.value == .allow, let principal = statement.principal, !principal.isNegated,
      !statement.action.isNegated
    else { return false }
    let isExchange = statement.action.patterns.allSatisfy {
      String(decoding: $0.value.text.source.utf8, as: UTF8.self).lowercased() == "sts:assumerolewithwebidentity"
    }
    return isExchange
      && principal.entries.allSatisfy { entry in
        guard case .federated(let provider) = entry.value else { return false }
        return !provider.contains(":saml-provider/")
      }
  }
}
