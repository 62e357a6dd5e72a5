import KeylessChain
import KeylessSystem

/// The container endpoint of ECS and EKS: one GET with the authorization that the environment names.
struct ContainerLink {
  private let exchange: CredentialExchange

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ plan: ContainerPlan) async throws -> ObtainedCredentials {
    guard let text = plan.url else { throw ExchangeError(.container, "the endpoint's address is not known") }
    guard let url = HTTPURL(text), Self.isAllowed(url) else {
      throw ExchangeError(
        .container,
        "no credentials are asked for at `\(text)`: only HTTPS, this machine and the addresses of ECS and EKS may be"
      )
    }
    var request = HTTPRequest(method: "GET", url: url.text, headers: [HeaderLine("Accept", "application/json")])
    request.responseLimit = 1 << 16
    request.deadline = 2
    if let value = try authorization(plan) {
      guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
        throw ExchangeError(.container, "the authorization token has a line break or another control character")
      }
      request.headers.append(HeaderLine("Authorization", value))
    }
    let response = try await exchange.system.send(request)
    guard response.status == 200 else {
      throw ExchangeError(.container, "`\(url.host)` answered with status \(response.status)")
    }
    do {
      return try CredentialDocument(response.body, .service, now: exchange.system.now()).obtained
    } catch { throw ExchangeError(.container, "what `\(url.host)` answered \(error.clause)") }
  }

  /// HTTPS anywhere; else this machine, and the link-local addresses of ECS (169.254.170.2) and EKS (169.254.170.23,
  /// fd00:ec2::23), as in https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html.
  static func isAllowed(_ url: HTTPURL) -> Bool {
    if url.isSecure { return true }
    if ["169.254.170.2", "169.254.170.23", "localhost"].contains(url.host.lowercased()) { return true }
    guard let address = url.address else { return false }
    return address.kind == .loopback || address == NetworkAddress("fd00:ec2::23")
  }

  private func authorization(_ plan: ContainerPlan) throws -> String? {
    if let path = plan.authorizationFile {
      guard case .bytes(let bytes) = try exchange.situation.file(path), bytes.count <= 1 << 16,
        let text = String(validating: bytes, as: UTF8.self)
      else { throw ExchangeError(.container, "the authorization token's file `\(path)` cannot be read") }
      return text
    }
    return try plan.authorization.flatMap { try SecretReader(exchange).text($0) }
  }
}
