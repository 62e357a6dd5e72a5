/// The parts of `AWS_CONTAINER_CREDENTIALS_FULL_URI` by which SDKs decide whether they show a token to its host.
package struct ContainerURL: Sendable {
  package let scheme: String
  package let host: String

  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
    scheme = text[..<colon].lowercased()
    let rest = text[text.index(colon, offsetBy: 3)...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let authority = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? rest
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = authority[...end].lowercased()
    } else {
      host = authority.prefix { $0 != ":" }.lowercased()
    }
    if host.isEmpty { return nil }
  }

  package var isHTTPS: Bool { scheme == "https" }
  /// ECS, and EKS Pod Identity over IPv4 and IPv6.
  package var isAWS: Bool { ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"].contains(host) }
  package var isLocalhost: Bool { host == "localhost" }

  package var isLoopback: Bool {
    if host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Whether the host is a name, which only the network turns into an address.
  package var isName: Bool {
    host.first != "[" && !host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { UInt8($0) != nil }
  }
}
