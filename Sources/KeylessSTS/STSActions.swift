package import KeylessCalls

/// The signed actions of STS, one line each; the exchange of a token is unsigned and stands apart.
package enum STSActions {
  package static let all: [any QueryAction.Type] = [
    AssumeRoleAction.self,
    GetAccessKeyInfoAction.self,
    GetCallerIdentityAction.self,
    GetSessionTokenAction.self,
  ]
}
