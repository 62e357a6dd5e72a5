package import KeylessAWS
package import KeylessCalls
import KeylessPolicy

/// Gives a user or a session the credentials of a role (AWS STS API, `AssumeRole`).
///
/// AWS does not document its order of checks; ours is: what the parameters alone say, then whether the role trusts the
/// caller and the caller may ask, and only then what would tell something about the role.
package struct AssumeRoleAction: QueryAction {
  package static let name = "AssumeRole"

  /// An ARN, which need not be a role's: whether there is such a role is not told apart from not being let in.
  let roleARN: String
  let sessionName: String
  let durationSeconds: Int?
  let externalID: String?
  let sourceIdentity: String?
  let tags: SessionTagParameters
  let policies: SessionPolicies

  package init(_ scope: QueryScope) throws(QueryError) {
    let role = scope.string("RoleArn")
    let session = scope.string("RoleSessionName")
    let policy = scope.string("Policy")
    externalID = scope.string("ExternalId")
    sourceIdentity = scope.string("SourceIdentity")
    durationSeconds = try scope.integer("DurationSeconds")

    var validation = ParameterValidation(.sts)
    validation.check(role, "roleArn", required: true, Constraints.arn)
    validation.check(session, "roleSessionName", required: true, Constraints.sessionName)
    let arns = try Self.policyARNs(scope, &validation)
    // The model has no longest policy here: a long one fails by its packed size.
    validation.check(policy, "policy", [.minimumLength(1), .pattern(.policy)])
    validation.check(durationSeconds, "durationSeconds", [.maximumValue(43_200), .minimumValue(900)])
    let sent = try SessionTagParameters.Unchecked(scope, &validation)
    validation.check(externalID, "externalId", [.maximumLength(1224), .minimumLength(2), .pattern(.externalID)])
    validation.check(sourceIdentity, "sourceIdentity", Constraints.sessionName)
    try validation.finish()
    guard let role, let session else { throw .missingAction }
    do { _ = try ARN(parsing: role) } catch { throw .invalidARN(role) }
    roleARN = role
    sessionName = session
    tags = try SessionTagParameters(sent)
    policies = try SessionPolicies(policy: policy, arns: arns)
    try Self.refuseWhatIsNotBuilt(scope)
  }

  private static func policyARNs(
    _ scope: QueryScope,
    _ validation: inout ParameterValidation
  ) throws(QueryError) -> [String] {
    let members = try scope.structures("PolicyArns") ?? []
    validation.check(count: members.count, "policyArns", atMost: 10)
    var arns: [String] = []
    for (position, member) in members.enumerated() {
      let arn = member.string("arn")
      validation.check(arn, "policyArns.\(position + 1).member.arn", required: true, Constraints.arn)
      if let arn { arns.append(arn) }
    }
    return arns
  }

  private static func refuseWhatIsNotBuilt(_ scope: QueryScope) throws(QueryError) {
    guard scope.string("SerialNumber") == nil, scope.string("TokenCode") == nil else {
      throw .notImplemented("multi-factor authentication (SerialNumber, TokenCode) of sts:AssumeRole")
    }
    guard try scope.structures("ProvidedContexts") == nil else {
      throw .notImplemented("trusted contexts (ProvidedContexts) of sts:AssumeRole")
    }
  }

  private enum Constraints {
    static let arn: [ParameterConstraint] = [.maximumLength(2048), .minimumLength(20), .pattern(.arn)]
    static let sessionName: [ParameterConstraint] = [.maximumLength(64), .minimumLength(2), .pattern(.name)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let issued = try RoleSession(self, call).issue()
    let user: WireValue = .structure([
      .init("AssumedRoleId", .text("\(issued.session.principalID):\(sessionName)")),
      .init("Arn", .text(issued.session.assumedRoleARN)),
    ])
    var fields: [WireValue.Field] = [
      .init("AssumedRoleUser", user), .init("Credentials", issued.credentials.wireValue),
    ]
    if let size = issued.packedPolicySize { fields.append(.init("PackedPolicySize", .integer(size))) }
    fields += WireValue.Field.optional("SourceIdentity", issued.session.sourceIdentity)
    return .structure(fields)
  }
}
