import KeylessChain
import KeylessSystem

/// The instance metadata service, version 2: a session token, the role's name, its credentials.
struct InstanceMetadataLink {
  private let exchange: CredentialExchange
  /// Seconds for each of the three requests: where nobody is, nobody waits.
  private static let deadline = 1

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials() async throws -> ObtainedCredentials {
    let endpoint = try endpoint()
    let token = try await ask(
      "PUT",
      endpoint + "/latest/api/token",
      HeaderLine("X-aws-ec2-metadata-token-ttl-seconds", "21600")
    )
    let session = HeaderLine("X-aws-ec2-metadata-token", token)
    let path = endpoint + "/latest/meta-data/iam/security-credentials/"
    let role = try await ask("GET", path, session)
    guard let name = role.split(whereSeparator: \.isNewline).first.map(String.init),
      name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") })
    else { throw ExchangeError(.instanceMetadata, "the instance has no role") }
    let document = try await ask("GET", path + name, session)
    do {
      return try CredentialDocument(Array(document.utf8), .service, now: exchange.system.now()).obtained
    } catch {
      throw ExchangeError(.instanceMetadata, "what the service answered for the role `\(name)` \(error.clause)")
    }
  }

  private func endpoint() throws -> String {
    if try exchange.situation.variable("AWS_EC2_METADATA_DISABLED")?.known().lowercased() == "true" {
      throw ExchangeError(.instanceMetadata, "AWS_EC2_METADATA_DISABLED is true")
    }
    guard let given = try exchange.situation.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT")?.known() else {
      return "http://169.254.169.254"
    }
    guard HTTPURL(given) != nil else {
      throw ExchangeError(.instanceMetadata, "AWS_EC2_METADATA_SERVICE_ENDPOINT is no plain URL")
    }
    return given.hasSuffix("/") ? String(given.dropLast()) : given
  }

  private func ask(_ method: String, _ url: String, _ header: HeaderLine) async throws -> String {
    var request = HTTPRequest(method: method, url: url, headers: [header])
    request.responseLimit = 1 << 16
    request.deadline = Self.deadline
    let response = try await exchange.system.send(request)
    guard response.status == 200, let text = String(validating: response.body, as: UTF8.self) else {
      throw ExchangeError(.instanceMetadata, "\(method) \(url) answered with status \(response.status)")
    }
    return text
  }
}
