package import KeylessAWS
package import KeylessCalls

/// This AWS has no passwords and so no rules for them.
package struct GetAccountPasswordPolicyAction: QueryAction {
  package static let name = "GetAccountPasswordPolicy"

  package init(_ scope: QueryScope) throws(QueryError) {}

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)")] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    throw Refusal(.noSuchEntity("The Password Policy with domain name \(call.account) cannot be found."))
  }
}
