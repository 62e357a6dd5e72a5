import KeylessAWS
import KeylessAccounts
package import KeylessPolicy

extension CallScope {
  /// Refuses with AWS's `AccessDenied` unless the caller's real policies, the resource's and the organization's allow it.
  package func authorize(_ demand: Demand) throws(Refusal) {
    let decision = decide(demand)
    guard let sentence = decision.denialSentence(caller: caller.arn, resource: demand.words ?? demand.resource) else {
      return
    }
    throw Refusal(
      QueryError(code: "AccessDenied", status: 403, message: sentence),
      because: "\(sentence); \(decision.reason)"
    )
  }

  /// The decision with its reasons; what it rests on is noted for the transcript.
  package func decide(_ demand: Demand) -> AuthorizationDecision {
    let contents = accounts.snapshot
    let identity = PrincipalPolicies.identity(of: caller.permissions, account: account, in: contents)
    let boundary = PrincipalPolicies.boundary(of: caller.permissions, account: account, in: contents)
    let session = sessionPolicies(in: contents)
    let authorization = Authorization(
      identity: identity.map(\.compiled),
      resource: demand.resourcePolicy,
      resourceAccount: demand.resourceAccount,
      boundary: boundary?.compiled,
      session: session.map { $0.map(\.compiled) },
      serviceControl: organization.serviceControl,
      resourceControl: OrganizationPolicies.haveResourceControl(demand.action) ? organization.resourceControl : []
    )
    let request = PolicyRequest(
      principal: caller.principal,
      action: demand.action,
      // An action without a resource is asked of `*`, which a pattern for a single resource does not match.
      resource: demand.resource ?? "*",
      context: CallerContext.context(of: self, demand)
    )
    let decision = authorization.explain(request)
    note(decision, identity + [boundary].compactMap(\.self) + (session ?? []))
    return decision
  }

  private func note(_ decision: AuthorizationDecision, _ policies: [NamedPolicy]) {
    findings.add(decision.summary)
    let partial = policies.filter { !$0.isWhole }
    guard !partial.isEmpty, [.identity, .boundary, .session].contains(decision.layer) else { return }
    let names = partial.map { "`\($0.name)`" }.joined(separator: ", ")
    findings.add("the text of \(names) here is not all of AWS's: AWS may decide otherwise")
  }

  private func sessionPolicies(in contents: Contents) -> [NamedPolicy]? {
    guard let session = caller.session, session.policy != nil || !session.policyARNs.isEmpty else { return nil }
    var policies = PrincipalPolicies.managed(session.policyARNs, account: account, in: contents)
    if let text = session.policy {
      // Read when the session was issued; what cannot be read again allows nothing.
      let policy =
        (try? StoredPolicy(text, kind: .session, name: "session policy"))
        ?? StoredPolicy("", compiled: .allowingNothing)
      policies.append(NamedPolicy(name: "session policy", isInline: true, policy: policy))
    }
    return policies
  }
}
