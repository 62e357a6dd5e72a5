/// Trades the caller's credentials for those of a role; signed by the caller.
package enum AssumeRole {
  package static let action = "AssumeRole"

  /// What an SDK's credential chain asks for.
  package struct Input: Hashable, Sendable {
    package var roleARN: String
    package var sessionName: String
    package var externalID: String?
    /// Seconds; absent means 3600.
    package var durationSeconds: Int?
    package var policyARNs: [String]
    package var policy: String?
    package var tags: [Session.Tag]
    package var transitiveTagKeys: [String]
    package var sourceIdentity: String?

    package init(
      roleARN: String,
      sessionName: String,
      externalID: String? = nil,
      durationSeconds: Int? = nil,
      policyARNs: [String] = [],
      policy: String? = nil,
      tags: [Session.Tag] = [],
      transitiveTagKeys: [String] = [],
      sourceIdentity: String? = nil
    ) {
      self.roleARN = roleARN
      self.sessionName = sessionName
      self.externalID = externalID
      self.durationSeconds = durationSeconds
      self.policyARNs = policyARNs
      self.policy = policy
      self.tags = tags
      self.transitiveTagKeys = transitiveTagKeys
      self.sourceIdentity = sourceIdentity
    }

    package var request: QueryRequest {
      var parameters = [QueryParameter("RoleArn", roleARN), QueryParameter("RoleSessionName", sessionName)]
      if let externalID { parameters.append(QueryParameter("ExternalId", externalID)) }
      if let durationSeconds { parameters.append(QueryParameter("DurationSeconds", String(durationSeconds))) }
      for (position, arn) in policyARNs.enumerated() {
        parameters.append(QueryParameter("PolicyArns.member.\(position + 1).arn", arn))
      }
      if let policy { parameters.append(QueryParameter("Policy", policy)) }
      for (position, tag) in tags.enumerated() {
        parameters.append(QueryParameter("Tags.member.\(position + 1).Key", tag.key))
        parameters.append(QueryParameter("Tags.member.\(position + 1).Value", tag.value))
      }
      for (position, key) in transitiveTagKeys.enumerated() {
        parameters.append(QueryParameter("TransitiveTagKeys.member.\(position + 1)", key))
      }
      if let sourceIdentity { parameters.append(QueryParameter("SourceIdentity", sourceIdentity)) }
      return QueryRequest(AssumeRole.action, service: .sts, parameters: parameters)
    }
  }

  /// What a client needs of the answer.
  package struct Output: Equatable, Sendable {
    package var assumedRoleARN: String
    package var credentials: Credentials

    package init(_ result: WireElement) throws(QueryResponseError) {
      credentials = try Credentials(of: result, action: AssumeRole.action)
      assumedRoleARN = result.child("AssumedRoleUser")?.string("Arn") ?? ""
    }
  }
}
