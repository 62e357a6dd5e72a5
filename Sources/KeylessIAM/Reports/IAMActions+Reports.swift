import KeylessCalls

extension IAMActions {
  /// What IAM says about the account as a whole, and about requests that nobody has made.
  static let reports: [any QueryAction.Type] = [
    GetAccountAuthorizationDetailsAction.self,
    GetAccountPasswordPolicyAction.self,
    GetAccountSummaryAction.self,
    GetContextKeysForCustomPolicyAction.self,
    GetContextKeysForPrincipalPolicyAction.self,
    ListAccountAliasesAction.self,
    SimulateCustomPolicyAction.self,
    SimulatePrincipalPolicyAction.self,
  ]
}
