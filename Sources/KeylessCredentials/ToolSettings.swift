import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSource

/// What else than credentials a tool takes from its arguments, the environment and the profile in use.
///
/// The `endpoints` of a Terraform provider and the `sts_endpoint` of a backend are not read.
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

  /// What takes the place of AWS's own endpoint of a service, in the order of section 3.11 of the reference; nil for none.
  ///
  /// Terraform ignores the general variable for STS (observed, section 1.6), and here for every service.
  func endpoint(of service: String) throws -> String? {
    let variable = "AWS_ENDPOINT_URL_" + service
    let general = tool.isTerraform ? [] : ["AWS_ENDPOINT_URL"]
    var environment: [String: String] = [:]
    for name in [variable, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] + general {
      environment[name] = try situation.variable(name)?.known()
    }
    if environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]?.lowercased() == "true" { return nil }
    if profile?["ignore_configured_endpoint_urls"]?.value.lowercased() == "true" { return nil }
    if let given = ([variable] + general).lazy.compactMap({ environment[$0] }).first {
      return try Self.checked(given, variable)
    }
    let section = profile?["services"].flatMap { profiles?.services($0.value) }
    let nested = section?.property(service.lowercased())?.nested.last { $0.name.value == "endpoint_url" }
    return try (nested?.value ?? profile?["endpoint_url"]).map { try Self.checked($0.value, "endpoint_url") }
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
