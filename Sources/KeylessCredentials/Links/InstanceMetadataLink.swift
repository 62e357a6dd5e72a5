import KeylessChain
import KeylessSystem

/// The instance metadata service, version 2: a session token, the role's name, its credentials.
///
/// Version 1, to which some SDKs still fall back, is not asked.
struct InstanceMetadataLink {
  private let exchange: CredentialExchange
  /// Seconds for each of the three requests: where nobody is, nobody waits.
  private static let deadline = 1
  private static let path = "/latest/meta-data/iam/security-credentials/"

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials() async throws -> ObtainedCredentials {
    let endpoint = try endpoint()
    let token = try await ask(
      "PUT",
      endpoint + "/latest/api/token",
      HeaderLine("X-aws-ec2-metadata-token-ttl-seconds", "21600")
    )
    exchange.secrets.add(token)
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw LinkProblem("the session token of the instance metadata service is none that a header can carry")
    }
    let session = HeaderLine("X-aws-ec2-metadata-token", token)
    let role = try await ask("GET", endpoint + Self.path, session, missing: "the instance has no role")
    // More than one name has never been seen; the first line is what the SDKs take.
    guard let name = role.split(whereSeparator: \.isNewline).first.map(String.init) else {
      throw LinkProblem("the instance has no role")
    }
    // The characters of IAM's own names, so that the name is one segment of the path.
    guard name.utf8.allSatisfy({ Self.isNameByte($0) }), !name.utf8.allSatisfy({ $0 == UInt8(ascii: ".") }) else {
      throw LinkProblem("what the service calls the instance's role is no name of a role")
    }
    let document = try await ask("GET", endpoint + Self.path + name, session)
    do {
      return try CredentialDocument(Array(document.utf8), .service, now: exchange.system.now()).obtained
    } catch { throw LinkProblem("what the service answered for the role `\(name)` \(error.clause)") }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "+=,.@_-".utf8.contains(byte)
    }
  }

  private func endpoint() throws -> String {
    let settings = try ToolSettings(exchange.situation, exchange.tool)
    // aws-sdk-go-base copies the older variable to the newer one where that is not set.
    let names =
      ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] + (exchange.tool.isTerraform ? ["AWS_METADATA_URL"] : [])
    guard let (name, given) = try settings.metadata("ec2_metadata_service_endpoint", variables: names) else {
      let mode = try settings.metadata(
        "ec2_metadata_service_endpoint_mode",
        variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]
      )
      return mode?.value.lowercased() == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    }
    guard HTTPURL(given) != nil, !given.utf8.contains(UInt8(ascii: "?")) else {
      throw LinkProblem("\(name) is no plain URL")
    }
    return given.hasSuffix("/") ? String(given.dropLast()) : given
  }

  private func ask(
    _ method: String,
    _ url: String,
    _ header: HeaderLine,
    missing: String? = nil
  ) async throws
    -> String
  {
    var request = HTTPRequest(method: method, url: url, headers: [header])
    request.responseLimit = 1 << 16
    request.deadline = Self.deadline
    let response = try await exchange.system.send(request)
    if response.status == 404, let missing { throw LinkProblem(missing) }
    guard response.status == 200 else {
      throw LinkProblem("\(method) \(url) answered with status \(response.status)")
    }
    guard let text = String(validating: response.body, as: UTF8.self) else {
      throw LinkProblem("what \(method) \(url) answered is no text")
    }
    return text
  }
}
