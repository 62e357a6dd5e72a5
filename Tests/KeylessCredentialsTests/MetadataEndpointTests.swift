import KeylessChain
import KeylessSystem
import Synchronization
import Testing

@testable import KeylessCredentials

struct MetadataEndpointTests {
  private static let ipv6 = "ec2_metadata_service_endpoint_mode = IPv6\n"
  private static let endpoint = "ec2_metadata_service_endpoint = http://127.0.0.1:1338/\n"

  @Test(arguments: [
    (endpoint, [:], "http://127.0.0.1:1338"), (ipv6, [:], "http://[fd00:ec2::254]"),
    (ipv6 + endpoint, [:], "http://127.0.0.1:1338"), ("", [:], "http://169.254.169.254"),
    (endpoint, ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:2"], "http://127.0.0.1:2"),
    (ipv6, ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv4"], "http://169.254.169.254"),
  ])
  func `the profile says where the service is, unless a variable does`(
    _ profile: String,
    _ variables: [String: String],
    _ asked: String
  ) async {
    for tool in ["boto3", "go-v2", "java-v2", "js-v3", "rust", "php", "terraform-provider-v5"] {
      let (url, _) = await ask(tool, profile, variables)
      #expect(url == "\(asked)/latest/api/token", "\(tool)")
    }
  }

  @Test(arguments: ["soto", "swift"])
  func `where it is not known whether a tool reads it, nobody is asked`(_ tool: String) async {
    let (url, words) = await ask(tool, Self.endpoint, [:])
    #expect(
      url == nil && words.hasSuffix("`ec2_metadata_service_endpoint`, and whether this tool reads it is not known")
    )
    #expect(await ask(tool, "", [:]).url == "http://169.254.169.254/latest/api/token")
  }

  @Test
  func `Terraform's own argument comes first, and one that nobody knows is not left out`() async {
    let name = "ec2_metadata_service_endpoint"
    let tool = "terraform-provider-v5"
    let given = await ask(tool, Self.endpoint, [:], ToolArguments([name: .value("http://127.0.0.1:3", nil)]))
    #expect(given.url == "http://127.0.0.1:3/latest/api/token")
    let unknown = await ask(tool, Self.endpoint, [:], ToolArguments([name: .unknown("has no value", nil)]))
    #expect(unknown.url == nil && unknown.words.hasSuffix("has no value"))
  }

  private func ask(
    _ tool: String,
    _ profile: String,
    _ variables: [String: String],
    _ arguments: ToolArguments = ToolArguments()
  ) async -> (url: String?, words: String) {
    let asked = Mutex<String?>(nil)
    let config = "[default]\n" + profile
    let system = DescribedSystem.make(
      environment: ["HOME": "/home/me"].merging(variables) { $1 },
      files: { $0 == "/home/me/.aws/config" ? Array(config.utf8) : nil },
      traffic: .recorded { request in
        asked.withLock { $0 = request.url }
        return HTTPResponse(status: 500)
      }
    )
    let situation = Situation(Machine(system, directory: "/work", asksMetadata: true), arguments)
    let exchange = CredentialExchange(situation, tool: Tool(tool, tool), system, programs: .refuse)
    let words = await Exchanges.problem(exchange, Exchanges.metadata)
    return (asked.withLock { $0 }, words)
  }
}
