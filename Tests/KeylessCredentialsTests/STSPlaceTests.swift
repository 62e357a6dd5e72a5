import KeylessChain
import KeylessSystem
import Testing

@testable import KeylessCredentials

struct STSPlaceTests {
  @Test(arguments: [
    ("boto3", "https://sts.default-1.amazonaws.com"), ("aws-cli-v1", "https://sts.default-1.amazonaws.com"),
    ("aws-cli-v2", "https://sts.eu-west-1.amazonaws.com"), ("go-v2", "https://sts.eu-west-1.amazonaws.com"),
    ("terraform-provider-v6", "https://sts.eu-west-1.amazonaws.com"), ("js-v3", "https://sts.eu-west-1.amazonaws.com"),
    ("soto", "https://sts.eu-west-1.amazonaws.com"),
  ])
  func `each tool takes the region of its own variables`(_ tool: String, _ endpoint: String) throws {
    let place = try self.place(tool, ["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "default-1"])
    #expect(place.endpoint == endpoint)
  }

  @Test(arguments: [
    ("boto3", "eu-central-1"), ("aws-cli-v2", "ap-south-1"), ("go-v2", "ap-south-1"), ("java-v2", "ap-south-1"),
    ("soto", "us-east-1"),
  ])
  func `without a variable the region is the one of the profile in use`(_ tool: String, _ region: String) throws {
    let config = "[profile a]\nregion = ap-south-1\n[profile b]\nregion = eu-central-1\n"
    let variables = ["HOME": "/home/me", "AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"]
    #expect(try place(tool, variables, config).region == region)
  }

  @Test(arguments: [
    ("cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn"),
    ("us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com"),
    ("eusc-de-east-1", "https://sts.eusc-de-east-1.amazonaws.eu"),
  ])
  func `the partition of the region gives the domain`(_ region: String, _ endpoint: String) throws {
    #expect(try place("go-v2", ["AWS_REGION": region]).endpoint == endpoint)
  }

  @Test(arguments: ["x.example/", "x.example#", "eu-west-1\n", "a@b", "..", "\u{435}u-west-1"])
  func `a region that would name another host is none`(_ region: String) {
    #expect(throws: LinkProblem.self) { try place("go-v2", ["AWS_REGION": region]) }
  }

  @Test(arguments: [
    (
      ["AWS_ENDPOINT_URL_STS": "http://127.0.0.1:1", "AWS_ENDPOINT_URL": "http://127.0.0.1:2"], "go-v2",
      "http://127.0.0.1:1"
    ),
    (["AWS_ENDPOINT_URL": "http://127.0.0.1:2"], "go-v2", "http://127.0.0.1:2"),
    (["AWS_ENDPOINT_URL": "http://127.0.0.1:2"], "terraform-provider-v5", "http://127.0.0.1:4"),
    ([:], "go-v2", "http://127.0.0.1:4"), (["AWS_PROFILE": "other"], "go-v2", "http://127.0.0.1:3"),
    (
      ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE", "AWS_ENDPOINT_URL": "http://127.0.0.1:2"], "go-v2",
      "https://sts.us-east-1.amazonaws.com"
    ),
    (["AWS_PROFILE": "ignoring"], "go-v2", "https://sts.us-east-1.amazonaws.com"),
  ])
  func `the endpoint is the one that the environment, then the profile, names`(
    _ variables: [String: String],
    _ tool: String,
    _ endpoint: String
  ) throws {
    let config = """
      [default]
      services = local
      endpoint_url = http://127.0.0.1:3
      [services local]
      sts =
        endpoint_url = http://127.0.0.1:4
      [profile other]
      endpoint_url = http://127.0.0.1:3
      [profile ignoring]
      endpoint_url = http://127.0.0.1:3
      ignore_configured_endpoint_urls = true
      """
    let all = variables.merging(["HOME": "/home/me"]) { $1 }
    #expect(try place(tool, all, config).endpoint == endpoint)
  }

  @Test
  func `an endpoint that is no URL is refused, and one machine without a home has no profile`() throws {
    #expect(throws: LinkProblem.self) { try place("go-v2", ["AWS_ENDPOINT_URL_STS": "127.0.0.1:4000"]) }
    #expect(try place("go-v2", [:]).region == "us-east-1")
  }

  @Test
  func `files that nobody knows leave the region unknown`() {
    let machine = Machine(environment: Environment(["HOME": "/home/me"])) { _ in .unknown("is on another machine") }
    #expect(throws: UnknownInput.self) { try STSPlace(Situation(machine), Tool("go-v2", "")) }
  }

  private func place(_ tool: String, _ variables: [String: String], _ config: String? = nil) throws -> STSPlace {
    let machine = Machine(environment: Environment(variables)) { path in
      guard let config, path == "/home/me/.aws/config" else { return .missing }
      return .bytes(Array(config.utf8))
    }
    return try STSPlace(Situation(machine), Tool(tool, tool))
  }
}
