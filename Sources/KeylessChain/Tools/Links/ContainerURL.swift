/// The parts of `AWS_CONTAINER_CREDENTIALS_FULL_URI` by which SDKs decide whether they show a token to its host.
package struct ContainerURL: Sendable {
  package let scheme: String
  package let host: String
  /// Scheme and host for a person, in the case in which a secret in their place is known for one; the rest may be all that the
  /// endpoint asks for.
  package let shown: String

  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
    scheme = text[..<colon].lowercased()
    let rest = text[text.index(colon, offsetBy: 3)...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let authority = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? rest
    let written: Substring
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      written = authority[...end]
    } else {
      written = authority.prefix { $0 != ":" }
    }
    if written.isEmpty { return nil }
    host = written.lowercased()
    shown = ShownText.part("\(text[..<colon])://\(written)", of: text)
  }

  package var isHTTPS: Bool { scheme == "https" }
  /// ECS, and EKS Pod Identity over IPv4 and IPv6.
  package var isAWS: Bool { ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"].contains(host) }
  package var isLocalhost: Bool { host == "localhost" }

  package var isLoopback: Bool {
    if host == "[::1]" { return true }
    return IPAddress.octets(host)?.first == 127
  }

  /// Whether the host is a name, which only the network turns into an address.
  package var isName: Bool { host.first != "[" && IPAddress.octets(host) == nil }

  /// Whether it is written so that some programs read an address in it and others none: `127.1`, `0x7f.0.0.1`, `[0:0::1]`.
  package var isReadDifferently: Bool {
    guard host.first != "[" else {
      return host != "[::1]" && IPAddress(String(host.dropFirst().dropLast()))?.isLoopback == true
    }
    guard let last = host.split(separator: ".").last?.utf8, IPAddress.octets(host) == nil else { return false }
    return last.starts(with: "0x".utf8) || last.allSatisfy { (0x30...0x39).contains($0) }
  }
}
