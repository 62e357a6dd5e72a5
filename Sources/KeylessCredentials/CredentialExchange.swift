package import KeylessAWS
package import KeylessChain
import KeylessClient
package import KeylessSystem

/// Performs what a resolution says: each link's own exchange, over whatever network and disk the system value gives.
///
/// Files and variables are read anew by each exchange, so a token that was replaced meanwhile is the one that is sent. Nothing
/// is asked twice: the retries of the SDKs are left out.
package struct CredentialExchange: Sendable {
  /// Whether the command of `credential_process` is run.
  package enum Programs: Sendable {
    case run
    /// For a machine that is only described: whoever wrote the description would choose what runs on this one.
    case refuse
  }

  let situation: Situation
  let tool: Tool
  let system: System
  let programs: Programs
  /// What no message may repeat.
  let secrets = SecretTexts()

  package init(_ situation: Situation, tool: Tool, _ system: System, programs: Programs) {
    self.situation = situation
    self.tool = tool
    self.system = system
    self.programs = programs
  }

  /// The credentials of a link, and of the links below it.
  ///
  /// Throws `ExchangeError`; a refusal of STS is one, with what STS said.
  package func credentials(of link: Link) async throws -> ObtainedCredentials {
    try await credentials(of: link, depth: 0)
  }

  /// Who the credentials are, by asking STS once; what it answers has the form of an identity and repeats no secret.
  ///
  /// Throws `ExchangeError`.
  package func identity(of credentials: ObtainedCredentials) async throws -> GetCallerIdentity.Output {
    secrets.add(credentials.caller)
    do {
      var once = Retries()
      once.limit = 0
      return try checked(await sts(isOwn: true).identity(of: credentials.caller, retrying: once))
    } catch {
      let key = credentials.caller.shownKey
      throw ExchangeError("GetCallerIdentity with \(key) failed: \(secrets.hiding(in: words(error)))")
    }
  }

  /// Whoever answers at the endpoint may put anything in the place of a name, the session token that it was sent too.
  private func checked(_ identity: GetCallerIdentity.Output) throws(LinkProblem) -> GetCallerIdentity.Output {
    guard let account = AccountID(identity.account), let arn = try? ARN(parsing: identity.arn),
      arn.service == "sts" || arn.service == "iam", ASCII.equal(arn.account, account.text)
    else { throw LinkProblem("what STS answered is no identity: an ARN of IAM or STS and its account are wanted") }
    return GetCallerIdentity.Output(
      arn: secrets.hiding(in: identity.arn),
      userID: secrets.hiding(in: identity.userID),
      account: account.text
    )
  }

  private func credentials(of link: Link, depth: Int) async throws -> ObtainedCredentials {
    do {
      let obtained = try await exchange(link, depth: depth)
      secrets.add(obtained.caller)
      return try obtained.checked()
    } catch let error as ExchangeError {
      // Of a link below.
      throw error
    } catch {
      throw ExchangeError(link, secrets.hiding(in: words(error)))
    }
  }

  private func exchange(_ link: Link, depth: Int) async throws -> ObtainedCredentials {
    // Deeper than any tool follows source profiles.
    guard depth < 16 else { throw LinkProblem("more than 16 roles are assumed one after another") }
    var isOwn = false
    if case .arguments = link.origin.kind { isOwn = true }
    switch link.plan {
    case .keys(_, let id, let secret, let token): return try KeysLink(self).credentials(id, secret, token)
    case .webIdentity(let plan): return try await WebIdentityLink(self).credentials(plan, isOwn: isOwn)
    case .assumeRole(let plan, let base):
      let below = try await credentials(of: base, depth: depth + 1)
      return try await AssumeRoleLink(self).credentials(plan, by: below, isOwn: isOwn)
    case .sso(let plan): return try await SSOLink(self).credentials(plan)
    case .login(let session): return try LoginLink(self).credentials(session)
    case .process(let command): return try await ProcessLink(self).credentials(command)
    case .container(let plan): return try await ContainerLink(self).credentials(plan)
    case .instanceMetadata: return try await InstanceMetadataLink(self).credentials()
    }
  }

  private func words(_ error: any Error) -> String {
    switch error {
    case let problem as LinkProblem: problem.clause
    case let unknown as UnknownInput: "\(unknown.input.words) \(unknown.reason)"
    default: "\(error)"
    }
  }

  /// `isOwn` for a call that the tool's own configuration asks for, and no profile or variable of the SDK.
  func sts(isOwn: Bool) throws -> STSClient {
    let place = try STSPlace(situation, tool, isOwn: isOwn)
    return STSClient(endpoint: place.endpoint, region: place.region, system: system)
  }

  /// A session name where the tool would make one up.
  var madeUpName: String { "keyless-\(system.now())" }
}
