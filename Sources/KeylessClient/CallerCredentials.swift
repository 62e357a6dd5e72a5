package import KeylessAWS

/// Whoever signs: long-term or temporary credentials.
package struct CallerCredentials: Equatable, Sendable {
  package var accessKeyID: String
  package var secretAccessKey: SecretAccessKey
  package var sessionToken: SessionToken?

  package init(accessKeyID: String, secretAccessKey: SecretAccessKey, sessionToken: SessionToken? = nil) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
  }

  package init(_ credentials: Credentials) {
    self.init(
      accessKeyID: credentials.accessKeyID,
      secretAccessKey: credentials.secretAccessKey,
      sessionToken: credentials.sessionToken
    )
  }

  /// The caller's own, from the environment; variables that are empty count as unset.
  package init(environment: [String: String]) throws(ClientError) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let id = value("AWS_ACCESS_KEY_ID"), let secret = value("AWS_SECRET_ACCESS_KEY") else {
      let missing = value("AWS_ACCESS_KEY_ID") == nil ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY"
      let profile = value("AWS_PROFILE")
      let name = profile.map { " --profile \($0)" } ?? ""
      throw ClientError(
        """
        there are no AWS credentials to sign with: \(missing) is not set. Profiles\(profile.map { " (`\($0)`)" } ?? "") \
        and SSO sessions are not read; export what they stand for: \
        eval "$(aws configure export-credentials\(name) --format env)"
        """
      )
    }
    self.init(
      accessKeyID: id,
      secretAccessKey: SecretAccessKey(secret),
      sessionToken: value("AWS_SESSION_TOKEN").map { SessionToken($0) }
    )
  }
}
