import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSource

/// What else than credentials a tool takes from its arguments, the environment and the profile in use.
struct ToolSettings {
  private let situation: Situation
  private let tool: Tool
  private let profile: Profile?
  private let profiles: Profiles?

  init(_ situation: Situation, _ tool: Tool) throws {
    self.situation = situation
    self.tool = tool
    let profiles: Profiles?
    do {
      profiles = try situation.profiles(
        tool.dialect,
        config: Self.paths(situation.arguments.sharedConfigFiles),
        credentials: Self.paths(situation.arguments.sharedCredentialsFiles)
      )
    } catch {
      // Without a home folder there are no usual files, and nobody named others.
      guard error.input == .variable("HOME") else { throw error }
      profiles = nil
    }
    let choice = try ProfileChoice(situation, argument: "profile", variables: tool.profileVariables)
    self.profiles = profiles
    profile = profiles?[choice.name]
  }

  /// The argument, the tool's variables, the profile's `region`; nil where none says.
  ///
  /// Soto asks its own variable only.
  func region() throws -> String? {
    if tool.isTerraform, let text = try situation.argument("region") { return try text.known() }
    if let text = try situation.variable(tool.regionVariables)?.text { return try text.known() }
    return tool.isOf("soto") ? nil : profile?["region"]?.value
  }

  /// The region in which Terraform asks STS itself, in place of the one of the rest.
  func ownSTSRegion() throws -> String? {
    guard tool.isTerraform else { return nil }
    return try situation.argument("sts_region")?.known()
  }

  /// What takes the place of AWS's own endpoint of a service, in the order of section 3.11 of the reference; nil for none.
  ///
  /// Terraform ignores the general variable for STS (observed, section 1.6), and here for every service.
  func endpoint(of service: String) throws -> String? {
    if tool.isTerraform, let own = try ownEndpoint(of: service) { return own }
    let variable = "AWS_ENDPOINT_URL_" + service
    let general = tool.isTerraform ? [] : ["AWS_ENDPOINT_URL"]
    var environment: [String: String] = [:]
    for name in [variable, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] + general {
      environment[name] = try situation.variable(name)?.known()
    }
    if environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]?.lowercased() == "true" { return nil }
    if profile?["ignore_configured_endpoint_urls"]?.value.lowercased() == "true" { return nil }
    for name in [variable] + general {
      if let given = environment[name] { return try Self.checked(given, name) }
    }
    let section = profile?["services"].flatMap { profiles?.services($0.value) }
    let nested = section?.property(service.lowercased())?.nested.last { $0.name.value == "endpoint_url" }
    return try (nested?.value ?? profile?["endpoint_url"]).map { try Self.checked($0.value, "endpoint_url") }
  }

  /// Of Terraform's configuration, then of the variables that it reads itself: terraform-provider-aws `expandEndpoints`, and the
  /// S3 backend's schema.
  private func ownEndpoint(of service: String) throws -> String? {
    let name = service.lowercased()
    for argument in ["endpoints.\(name)", "\(name)_endpoint"] {
      if let text = try situation.argument(argument) { return try Self.checked(text.known(), argument) }
    }
    guard service == "STS" else { return nil }
    // The SDK's variable, which is read below, wins over the older ones.
    guard try situation.variable("AWS_ENDPOINT_URL_STS") == nil else { return nil }
    let names = (tool.isTerraformProvider ? ["TF_AWS_STS_ENDPOINT"] : []) + ["AWS_STS_ENDPOINT"]
    return try situation.variable(names).map { try Self.checked($0.text.known(), $0.name) }
  }

  /// A setting of the instance metadata service: Terraform's argument, the first variable, the profile's key; nil where none says.
  ///
  /// The profile's key is one of the SDKs by the page on the IMDS credential provider of their reference guide; whether Soto, which
  /// is not in it, reads it is not known, nor of the Swift SDK, whose client for the service is its own.
  func metadata(_ key: String, variables: [String]) throws -> (name: String, value: String)? {
    if tool.isTerraform, let text = try situation.argument(key) { return (key, try text.known()) }
    if let (name, text) = try situation.variable(variables) { return (name, try text.known()) }
    guard let line = profile?[key] else { return nil }
    guard !tool.isOf("soto", "swift") else {
      throw LinkProblem("the profile has `\(key)`, and whether this tool reads it is not known")
    }
    return (key, line.value)
  }

  /// The rules of ``AWSEndpoints``.
  private static func checked(_ url: String, _ name: String) throws -> String {
    do {
      return try AWSEndpoints(partition: .aws, environment: ["AWS_ENDPOINT_URL_STS": url]).sts
    } catch {
      throw LinkProblem(
        "\(name) is no endpoint: an http or https URL with a host, an optional port and no path is wanted"
      )
    }
  }

  private static func paths(_ answers: [Answer<String>]?) -> [String]? {
    guard let answers, !answers.isEmpty else { return nil }
    return answers.compactMap { if case .value(let path, _) = $0 { path } else { nil } }
  }
}
