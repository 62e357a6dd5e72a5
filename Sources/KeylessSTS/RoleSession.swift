import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// Makes the session that `AssumeRole` asks for, once the call is allowed.
struct RoleSession {
  private let action: AssumeRoleAction
  private let call: CallScope
  private let role: Role
  private let account: AccountID

  struct Issued {
    let session: Session
    let credentials: Credentials
    let packedPolicySize: Int?
  }

  /// The longest session of a role that was assumed with temporary credentials (IAM User Guide, "Role chaining").
  private static let longestInChain = 3600

  /// Looks the role up again: it may be gone since the call was allowed.
  init(_ action: AssumeRoleAction, _ call: CallScope) throws(Refusal) {
    guard let role = action.assumedRole(call), let account = AccountID(role.account) else {
      throw Refusal(.accessDenied(caller: call.caller.arn, action: "sts:AssumeRole", resource: action.roleARN))
    }
    self.action = action
    self.call = call
    self.role = role
    self.account = account
  }

  func issue() throws(Refusal) -> Issued {
    let inherited = SessionTagParameters.inherited(from: call.caller.session)
    let session = try session(inherited)
    let size = try refusing { () throws(QueryError) in
      try action.tags.refuseConflicts(with: inherited)
      try action.policies.requireExisting(in: call.accounts.snapshot, account: role.account)
      return try PackedPolicySize(policies: action.policies, tags: session.tags)?.percent()
    }
    return Issued(session: session, credentials: try call.issue(session), packedPolicySize: size)
  }

  private func session(_ inherited: [Session.Tag]) throws(Refusal) -> Session {
    Session(
      accessKeyID: AccessKeyID(.session, account: account, random: call.random).text,
      account: account,
      principalARN: role.arn,
      principalID: role.uniqueID,
      sessionName: action.sessionName,
      issuedAt: call.now,
      expiresAt: call.now + (try duration()),
      chainDepth: (call.caller.session?.chainDepth ?? 0) + 1,
      sourceIdentity: try sourceIdentity(),
      tags: inherited + action.tags.tags,
      transitiveTagKeys: inherited.map(\.key) + action.tags.transitiveKeys,
      policy: action.policies.policy,
      policyARNs: action.policies.arns
    )
  }

  private func duration() throws(Refusal) -> Int {
    let duration = action.durationSeconds ?? 3600
    guard call.caller.session == nil || duration <= Self.longestInChain else {
      throw Refusal(.durationExceedsChaining)
    }
    guard duration <= role.maxSessionDuration else { throw Refusal(.durationExceedsRole) }
    return duration
  }

  /// What an earlier link of the chain set stays; AWS's answer to another value is (unverified), that it refuses is not.
  private func sourceIdentity() throws(Refusal) -> String? {
    guard let kept = call.caller.session?.sourceIdentity else { return action.sourceIdentity }
    guard action.sourceIdentity.map({ $0.utf8.elementsEqual(kept.utf8) }) ?? true else {
      throw Refusal(
        .accessDenied(caller: call.caller.arn, action: "sts:SetSourceIdentity", resource: role.arn),
        because: "the calling session has the source identity `\(kept)`, which cannot be changed"
      )
    }
    return kept
  }
}
