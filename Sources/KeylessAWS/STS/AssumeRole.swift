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

    package init(roleARN: String, sessionName: String, externalID: String? = nil, durationSeconds: Int? = nil) {
      self.roleARN = roleARN
      self.sessionName = sessionName
      self.externalID = externalID
      self.durationSeconds = durationSeconds
    }

    package var request: QueryRequest {
      var parameters = [QueryParameter("RoleArn", roleARN), QueryParameter("RoleSessionName", sessionName)]
      if let externalID { parameters.append(QueryParameter("ExternalId", externalID)) }
      if let durationSeconds { parameters.append(QueryParameter("DurationSeconds", String(durationSeconds))) }
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
