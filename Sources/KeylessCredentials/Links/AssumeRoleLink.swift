import KeylessAWS
import KeylessChain
import KeylessClient

/// `AssumeRole`, signed with the credentials of the link below.
struct AssumeRoleLink {
  private let exchange: CredentialExchange

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(
    _ plan: AssumeRolePlan,
    by caller: ObtainedCredentials,
    isOwn: Bool
  ) async throws -> ObtainedCredentials {
    guard let role = plan.roleARN else { throw LinkProblem("the role's ARN is not known") }
    if let device = plan.mfaSerial {
      throw LinkProblem("the profile wants the code of the device `\(device)`, and nobody sits there to type it")
    }
    try plan.session.checkIsKnown()
    let input = AssumeRole.Input(
      roleARN: role,
      sessionName: plan.sessionName ?? exchange.madeUpName,
      externalID: plan.externalID,
      durationSeconds: plan.session.durationSeconds,
      policyARNs: plan.session.policyARNs,
      policy: plan.session.policy,
      tags: plan.session.tags,
      transitiveTagKeys: plan.session.transitiveTagKeys,
      sourceIdentity: plan.session.sourceIdentity
    )
    switch try await exchange.sts(isOwn: isOwn).assumeRole(input, by: caller.caller) {
    case .success(let output):
      return ObtainedCredentials(CallerCredentials(output.credentials), expiration: output.credentials.expiration)
    case .failure(let error):
      throw LinkProblem("AssumeRole of `\(role)` by \(caller.caller.shownKey) was refused: \(error)")
    }
  }
}
