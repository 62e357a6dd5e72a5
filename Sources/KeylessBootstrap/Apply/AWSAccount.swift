import KeylessGenerate
import KeylessAWS
import KeylessClient
import KeylessSystem

/// The account behind the caller's credentials, found to be the one that is meant.
struct AWSAccount {
  let id: String
  let partition: Partition
  let client: IAMClient

  /// `expected`: the account that the intent names; `demanded`: the one of `--expect-account`.
  init(partition: Partition, expected: String?, demanded: String?, _ system: System) async throws {
    if let demanded, AccountID(demanded) == nil {
      throw BootstrapError(.usage, "`\(demanded)` is no account: --expect-account takes the 12 digits")
    }
    if let demanded, let expected, !demanded.utf8.elementsEqual(expected.utf8) {
      throw BootstrapError(.usage, "the intent is for account \(expected), and --expect-account says \(demanded)")
    }
    let endpoints: AWSEndpoints
    let caller: CallerCredentials
    let retries: Retries
    do {
      endpoints = try AWSEndpoints(partition: partition, environment: system.environment)
      caller = try CallerCredentials(environment: system.environment)
      retries = try Retries(environment: system.environment)
    } catch { throw BootstrapError(.usage, "\(error)") }
    let identity: GetCallerIdentity.Output
    do {
      identity = try await STSClient(endpoint: endpoints.sts, region: endpoints.region, system: system)
        .identity(of: caller, retrying: retries)
    } catch {
      throw BootstrapError(
        .failure,
        "asking \(endpoints.sts) who you are failed: \(Applier.words(error)); nothing was done"
      )
    }
    if let wanted = expected ?? demanded, !identity.account.utf8.elementsEqual(wanted.utf8) {
      throw BootstrapError(
        .failure,
        "these credentials (\(identity.arn)) are of account \(identity.account), and \(wanted) is meant; nothing was done. "
          + "Export credentials of \(wanted), or correct `account` in the intent"
      )
    }
    id = identity.account
    self.partition = partition
    client = IAMClient(
      endpoint: endpoints.iam,
      region: endpoints.region,
      caller: caller,
      retries: retries,
      system: system
    )
  }

  /// The account an intent is for.
  init(of source: IntentOnDisk, demanded: String?, _ system: System) async throws {
    guard let partition = Partition(id: source.half.partition) else {
      throw BootstrapError(.usage, "there is no partition `\(source.half.partition)`")
    }
    try await self.init(partition: partition, expected: source.half.account, demanded: demanded, system)
  }

  /// What the account holds of a half.
  func state(of source: IntentOnDisk, roles: [String]? = nil) async throws -> AccountState {
    do {
      return try await AccountState.read(
        provider: source.half.provider.arn,
        roles: roles ?? source.half.roles.map(\.name),
        from: client
      )
    } catch {
      throw BootstrapError(.failure, "reading account \(id) failed: \(Applier.words(error)); nothing was done")
    }
  }

  /// Every role of the account; nil where the caller may not list them.
  func allRoles() async throws -> [IAMRoleDetail]? {
    do {
      return try await client.roleDetails()
    } catch let error as QueryError where error.has(code: "AccessDenied") {
      return nil
    } catch {
      throw BootstrapError(
        .failure,
        "listing the roles of account \(id) failed: \(Applier.words(error)); nothing was done"
      )
    }
  }
}
