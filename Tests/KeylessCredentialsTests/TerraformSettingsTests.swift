import KeylessSystem
import Synchronization
import Testing

@testable import KeylessChain
@testable import KeylessCredentials

/// What a Terraform configuration says of STS and of the session is what STS is asked.
struct TerraformSettingsTests {
  private static let provider = "terraform-provider-v5"

  @Test(arguments: [
    (provider, ["endpoints.sts": "https://sts.example:8443"], [:], "https://sts.example:8443"),
    (
      provider, ["endpoints.sts": "https://a.example"], ["AWS_ENDPOINT_URL_STS": "https://b.example"],
      "https://a.example"
    ),
    (
      provider, ["endpoints.sts": "https://a.example"], ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
      "https://a.example"
    ),
    (provider, [:], ["TF_AWS_STS_ENDPOINT": "https://c.example"], "https://c.example"),
    (provider, [:], ["AWS_STS_ENDPOINT": "https://d.example"], "https://d.example"),
    (
      provider, [:], ["AWS_STS_ENDPOINT": "https://d.example", "AWS_ENDPOINT_URL_STS": "https://b.example"],
      "https://b.example"
    ),
    ("terraform-backend-1.8", ["sts_endpoint": "https://e.example/"], [:], "https://e.example"),
    ("opentofu-backend-1.8", ["sts_region": "eu-west-3"], [:], "https://sts.eu-west-3.amazonaws.com"),
    // The twins: what another tool reads, and nothing at all.
    ("terraform-backend-1.8", [:], ["TF_AWS_STS_ENDPOINT": "https://c.example"], "https://sts.us-east-1.amazonaws.com"),
    ("go-v2", [:], ["AWS_STS_ENDPOINT": "https://d.example"], "https://sts.us-east-1.amazonaws.com"),
    (provider, [:], [:], "https://sts.us-east-1.amazonaws.com"),
  ])
  func `the endpoint and the region of the configuration are asked`(
    _ tool: String,
    _ arguments: [String: String],
    _ variables: [String: String],
    _ endpoint: String
  ) throws {
    let situation = Situation(
      Machine(environment: Environment(variables)) { _ in .missing },
      ToolArguments(arguments.mapValues { .value($0, nil) })
    )
    #expect(try STSPlace(situation, Tool(tool, tool), isOwn: true).endpoint == endpoint)
  }

  @Test(arguments: ["endpoints.sts", "sts_endpoint", "sts_region"])
  func `an endpoint or a region that nobody knows is not replaced by AWS's own`(_ name: String) async {
    let block = ToolArguments.Block([
      "role_arn": .value(Exchanges.role, nil), "web_identity_token": .value(Exchanges.token, nil),
    ])
    let arguments = ToolArguments([name: .unknown("is the output of another run", nil)], webIdentity: block)
    let (words, sent) = await exchange(arguments)
    #expect(words.contains("is the output of another run") && sent.isEmpty, "\(words)")
  }

  @Test
  func `an endpoint with a path is refused under the name of its own variable`() {
    for name in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"] {
      let machine = Machine(environment: Environment([name: "http://127.0.0.1/path"])) { _ in .missing }
      let problem = #expect(throws: LinkProblem.self) { try STSPlace(Situation(machine), Tool("go-v2", "")) }
      #expect(problem?.clause.hasPrefix("\(name) is no endpoint") == true)
    }
  }

  // MARK: The session

  private static let role: [String: Answer<String>] = ["role_arn": .value(Exchanges.role, nil)]

  @Test
  func `all that assume_role says is sent`() async {
    let block = ToolArguments.Block(
      Self.role.merging(
        [
          "session_name": "job", "external_id": "outer", "duration": "1h30m", "policy": "{}",
          "policy_arns.0": "arn:aws:iam::aws:policy/ReadOnlyAccess", "tags.Team": "payments", "tags.Zone": "eu",
          "transitive_tag_keys.0": "Team", "source_identity": "me",
        ].mapValues { .value($0, nil) }
      ) { $1 }
    )
    let (_, sent) = await exchange(ToolArguments(Self.keys, assumeRoles: [block]))
    let wanted = [
      "Action": "AssumeRole", "RoleArn": Exchanges.role, "RoleSessionName": "job", "ExternalId": "outer",
      "DurationSeconds": "5400", "Policy": "{}", "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
      "Tags.member.1.Key": "Team", "Tags.member.1.Value": "payments", "Tags.member.2.Key": "Zone",
      "Tags.member.2.Value": "eu", "TransitiveTagKeys.member.1": "Team", "SourceIdentity": "me",
      "Version": "2011-06-15",
    ]
    #expect(sent.first == wanted, "\(sent)")
  }

  @Test
  func `without them the SDK's quarter of an hour is sent, and nothing else`() async {
    let (_, sent) = await exchange(ToolArguments(Self.keys, assumeRoles: [ToolArguments.Block(Self.role)]))
    #expect(sent.first?["DurationSeconds"] == "900")
    #expect(sent.first?.count == 5, "\(sent)")
  }

  @Test
  func `a backend's older arguments are sent too`() async {
    let arguments = ["assume_role_duration_seconds": "1200", "assume_role_tags.Team": "payments"]
    let values = Self.keys.merging(Self.role) { $1 }.merging(arguments.mapValues { .value($0, nil) }) { $1 }
    let (_, sent) = await exchange(ToolArguments(values), tool: "terraform-backend-1.8")
    #expect(sent.first?["DurationSeconds"] == "1200" && sent.first?["Tags.member.1.Key"] == "Team", "\(sent)")
  }

  @Test
  func `assume_role_with_web_identity sends its policy and its duration`() async {
    let values = [
      "role_arn": Exchanges.role, "web_identity_token": Exchanges.token, "duration": "20m", "policy": "{}",
      "policy_arns.0": "arn:aws:iam::aws:policy/ReadOnlyAccess",
    ]
    let block = ToolArguments.Block(values.mapValues { .value($0, nil) })
    let (_, sent) = await exchange(ToolArguments(webIdentity: block))
    #expect(sent.first?["DurationSeconds"] == "1200" && sent.first?["Policy"] == "{}", "\(sent)")
    #expect(sent.first?["PolicyArns.member.1.arn"] == "arn:aws:iam::aws:policy/ReadOnlyAccess")
  }

  @Test(arguments: [
    "session_name", "external_id", "duration", "policy", "policy_arns", "policy_arns.0", "tags", "tags.Team",
    "transitive_tag_keys", "source_identity",
  ])
  func `a session is not asked for without what nobody knows of it`(_ name: String) async {
    let block = ToolArguments.Block(Self.role.merging([name: .opaque("is made by a resource", nil)]) { $1 })
    let (words, sent) = await exchange(ToolArguments(Self.keys, assumeRoles: [block]))
    #expect(words.contains("`assume_role.\(name)` is sent with the request, and what it says is not known"), "\(words)")
    #expect(sent.isEmpty)
  }

  @Test(arguments: ["", "1", "h", "1d", "1.5h", "-1h", "25h", "99999999999999999999s", "1h ", "1h-5m"])
  func `what is no whole duration of a role is not known`(_ text: String) {
    #expect(GoDuration.seconds(text) == nil)
  }

  @Test(arguments: [("1h", 3600), ("90m", 5400), ("1h30m", 5400), ("3600s", 3600), ("1h0m30s", 3630)])
  func `a duration is read as Go reads it`(_ text: String, _ seconds: Int) {
    #expect(GoDuration.seconds(text) == seconds)
  }

  private static let keys: [String: Answer<String>] = [
    "access_key": .value("AKIAIOSFODNN7EXAMPLE", nil), "secret_key": .value("SECRET-KEY", nil),
  ]

  /// The error, and the parameters of each request.
  private func exchange(
    _ arguments: ToolArguments,
    tool: String = provider
  ) async -> (words: String, sent: [[String: String]]) {
    let sent = Mutex<[[String: String]]>([])
    let system = DescribedSystem.make(
      traffic: .recorded { request in
        let parameters = FormText.parameters(request.body).map { ($0.name, $0.value) }
        sent.withLock { $0.append(Dictionary(parameters) { $1 }) }
        return Exchanges.answer()
      }
    )
    let situation = Situation(Machine(system, environment: ["HOME": "/home/me"], directory: "/work"), arguments)
    guard let chain = Chains.named(tool), let link = chain.resolution(situation).fired else { return ("no link", []) }
    let exchange = CredentialExchange(situation, tool: chain.tool, system, programs: .refuse)
    return (await Exchanges.problem(exchange, link), sent.withLock { $0 })
  }
}
