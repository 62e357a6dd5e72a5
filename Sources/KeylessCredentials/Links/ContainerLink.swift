import KeylessChain
import KeylessSystem

/// The container endpoint of ECS and EKS: one GET with the authorization that the environment names.
struct ContainerLink {
  private let exchange: CredentialExchange

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ plan: ContainerPlan) async throws -> ObtainedCredentials {
    guard let text = plan.url else { throw LinkProblem("the endpoint's address is not known") }
    guard let url = HTTPURL(text) else { throw LinkProblem("the endpoint's address is no plain URL") }
    guard Self.isAllowed(url) else {
      throw LinkProblem(
        "no credentials are asked for at `\(url.host)`: only HTTPS, this machine and the addresses of ECS and EKS may be"
      )
    }
    // Whoever knows the path of a task's credentials, and is in its network, gets them.
    exchange.secrets.add(Self.path(of: url))
    var request = HTTPRequest(method: "GET", url: url.text, headers: [HeaderLine("Accept", "application/json")])
    request.responseLimit = 1 << 16
    request.deadline = 2
    // What the machine's resolver makes of the name is not believed.
    if Self.isLocalhost(url), !url.isSecure { request.reach = .loopback }
    if let value = try authorization(plan) {
      exchange.secrets.add(value)
      guard !value.isEmpty, value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw LinkProblem(
          "the authorization token is empty, or has a line break or another character that no header can carry"
        )
      }
      request.headers.append(HeaderLine("Authorization", value))
    }
    let response = try await exchange.system.send(request)
    guard response.status == 200 else {
      throw LinkProblem("`\(url.host)` answered with status \(response.status)")
    }
    do {
      return try CredentialDocument(response.body, .service, now: exchange.system.now()).obtained
    } catch { throw LinkProblem("what `\(url.host)` answered \(error.clause)") }
  }

  /// HTTPS anywhere; else this machine, and the link-local addresses of ECS (169.254.170.2) and EKS (169.254.170.23,
  /// fd00:ec2::23), as in https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html.
  static func isAllowed(_ url: HTTPURL) -> Bool {
    if url.isSecure || isLocalhost(url) { return true }
    guard let address = url.address else { return false }
    return address.kind == .loopback
      || ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains { address == NetworkAddress($0) }
  }

  private static func isLocalhost(_ url: HTTPURL) -> Bool { url.host.lowercased() == "localhost" }

  private static func path(of url: HTTPURL) -> String {
    let authority = url.text.utf8.dropFirst(url.isSecure ? 8 : 7)
    return String(decoding: authority.drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }, as: UTF8.self)
  }

  /// The file is sent as it is: a line end in it is refused, as botocore and Go refuse it.
  private func authorization(_ plan: ContainerPlan) throws -> String? {
    if let path = plan.authorizationFile {
      guard case .bytes(let bytes) = try exchange.situation.file(exchange.situation.absolute(path)),
        bytes.count <= 1 << 16, let text = String(validating: bytes, as: UTF8.self)
      else { throw LinkProblem("the authorization token's file `\(path)` cannot be read") }
      return text
    }
    return try plan.authorization.flatMap { try SecretReader(exchange).text($0) }
  }
}
