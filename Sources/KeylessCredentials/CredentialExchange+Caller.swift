import KeylessChain
package import KeylessClient
package import KeylessSystem

extension CredentialExchange {
  /// The caller's own credentials on this machine, as the AWS CLI 2 finds them: keys, web identity, profiles with roles, SSO,
  /// `aws login` and `credential_process`, a container's endpoint and, last, the instance metadata service.
  ///
  /// Relative paths begin in the folder that this process runs in. Keys in the environment are the first link of that chain, so
  /// they are taken also where its files cannot be read or found, unless a profile is named.
  ///
  /// Throws `ClientError`, which names the link that fired and what was wrong with it, or each link and why it has nothing.
  package static func caller(of system: System) async throws(ClientError) -> Outcome {
    let chain = AWSCLI(.v2)
    let situation = Situation(Machine(system, directory: ".", asksMetadata: true))
    let resolution = chain.resolution(situation)
    if resolution.fired == nil, let keys = environmentKeys(system.environment) { return keys }
    let exchange = CredentialExchange(situation, tool: chain.tool, system, programs: .run)
    do {
      return try await exchange.credentials(of: resolution, onRefusal: chain.onRefusedExchange)
    } catch let error as ExchangeError {
      throw ClientError(problem(error, resolution))
    } catch {
      throw ClientError("\(start): \(error)")
    }
  }

  private static func environmentKeys(_ environment: [String: String]) -> Outcome? {
    guard !["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].contains(where: { environment[$0] != nil }),
      let caller = try? CallerCredentials(environment: environment),
      let credentials = try? ObtainedCredentials(caller).checked()
    else { return nil }
    let (id, secret) = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    let plan = CredentialPlan.keys(
      accessKeyID: caller.accessKeyID,
      id: .variable(id),
      secret: .variable(secret),
      sessionToken: caller.sessionToken.map { _ in .variable("AWS_SESSION_TOKEN") }
    )
    return Outcome(
      link: Link(.environment, from: .variables(id, secret), plan),
      credentials: credentials,
      swallowed: []
    )
  }

  private static let start = "there are no AWS credentials to sign with"

  private static func problem(_ error: ExchangeError, _ resolution: Resolution) -> String {
    guard error.link == .instanceMetadata || error.link == nil else {
      return "\(start). The chain of the AWS CLI 2 ends at \(error)"
    }
    let passed = resolution.passed.map { "\($0.kind.rawValue): \($0.reason)" }.joined(separator: "; ")
    // Some tools end their sentences.
    let said = "\(error)"
    let reason = said.hasSuffix(".") ? String(said.dropLast()) : said
    return """
      \(start). The chain of the AWS CLI 2 was asked\(passed.isEmpty ? "" : " (\(passed))"), and then: \(reason). \
      Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile in AWS_PROFILE, or log in (`aws sso login`)
      """
  }
}
