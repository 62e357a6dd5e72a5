package import KeylessAWS
package import KeylessChain
import KeylessClient
package import KeylessSystem

/// Performs what a resolution says: each link's own exchange, over whatever network and disk the system value gives.
package struct CredentialExchange: Sendable {
  let situation: Situation
  let tool: Tool
  let system: System

  package init(_ situation: Situation, tool: Tool, _ system: System) {
    self.situation = situation
    self.tool = tool
    self.system = system
  }

  /// The credentials of a link, and of the links below it.
  ///
  /// Throws `ExchangeError`; a refusal of STS is one, with what STS said.
  package func credentials(of link: Link) async throws -> ObtainedCredentials {
    do {
      return try await exchange(link, depth: 0)
    } catch let error as ExchangeError {
      throw error
    } catch let unknown as UnknownInput {
      throw ExchangeError(link.kind, "\(unknown.input.words) \(unknown.reason)")
    } catch {
      // The network's and the disk's own words name what was asked, and never a token.
      throw ExchangeError(link.kind, "\(error)")
    }
  }

  /// Who the credentials are, by asking STS.
  package func identity(of credentials: ObtainedCredentials) async throws -> GetCallerIdentity.Output {
    try await sts().identity(of: credentials.caller, retrying: Retries())
  }

  func exchange(_ link: Link, depth: Int) async throws -> ObtainedCredentials {
    // Deeper than any tool follows source profiles.
    guard depth < 16 else { throw ExchangeError(link.kind, "more than 16 roles are assumed one after another") }
    switch link.plan {
    case .keys(_, let id, let secret, let token):
      return try KeysLink(self).credentials(id, secret, token, link.kind)
    case .webIdentity(let plan): return try await WebIdentityLink(self).credentials(plan, link.kind)
    case .assumeRole(let plan, let base):
      let below = try await exchange(base, depth: depth + 1)
      return try await AssumeRoleLink(self).credentials(plan, by: below, link.kind)
    case .sso(let plan): return try await SSOLink(self).credentials(plan)
    case .login(let session): return try LoginLink(self).credentials(session)
    case .process(let command): return try await ProcessLink(self).credentials(command)
    case .container(let plan): return try await ContainerLink(self).credentials(plan)
    case .instanceMetadata: return try await InstanceMetadataLink(self).credentials()
    }
  }

  /// STS where the tool asks it: `AWS_ENDPOINT_URL_STS`, then the general variable except for Terraform, which ignores it for
  /// this service, then the region's own.
  func sts() throws -> STSClient {
    var environment: [String: String] = [:]
    let general = tool.id.hasPrefix("terraform-") || tool.id.hasPrefix("opentofu-") ? [] : ["AWS_ENDPOINT_URL"]
    for name in ["AWS_ENDPOINT_URL_STS", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] + general {
      environment[name] = try situation.variable(name)?.known()
    }
    let region = try situation.variable(["AWS_REGION", "AWS_DEFAULT_REGION"])?.text.known()
    let partition = region.flatMap { Partition(region: $0) } ?? .aws
    let endpoints = try AWSEndpoints(partition: partition, environment: environment)
    let isOurs = environment["AWS_ENDPOINT_URL_STS"] != nil || environment["AWS_ENDPOINT_URL"] != nil
    let place = region ?? endpoints.region
    let url = isOurs ? endpoints.sts : "https://sts.\(place).\(partition.dnsSuffix)"
    return STSClient(endpoint: url, region: place, system: system)
  }

  /// How the tool reads the config files.
  var dialect: ConfigDialect {
    for (prefix, dialect) in [
      ("boto3", ConfigDialect.botocore), ("aws-cli", .botocore), ("go-", .go), ("terraform-", .go), ("opentofu-", .go),
      ("soto", .soto), ("php", .php), ("dotnet", .dotNet),
    ] where tool.id.hasPrefix(prefix) { return dialect }
    return .standard
  }

  /// A session name where the tool would make one up.
  var madeUpName: String { "keyless-\(system.now())" }
}
