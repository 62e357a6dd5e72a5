/// Which hosts the Go SDK lets a container endpoint have: over plain HTTP only loopback and the addresses of ECS and EKS.
enum GoContainerHost {
  private static let addresses: Set<String> = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23", "::1"]

  /// What the SDK says of a URL that it refuses.
  ///
  /// A name other than `localhost` is looked up, and what it stands for nobody knows.
  static func problem(_ url: String, _ text: Text) throws(UnknownInput) -> String? {
    guard let separator = url.firstRange(of: "://"), separator.lowerBound > url.startIndex else {
      if url.prefix(while: { $0 != "/" }).contains(":"), url.first?.isLetter != true {
        return "invalid URL, parse \"\(url)\": first path segment in URL cannot contain colon"
      }
      return noHost
    }
    let scheme = url[..<separator.lowerBound].lowercased()
    let rest = url[separator.upperBound...].prefix { !"/?#".contains($0) }
    let authority = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let host =
      authority.first == "["
      ? String(authority.dropFirst().prefix { $0 != "]" }) : String(authority.prefix { $0 != ":" })
    if host.isEmpty { return noHost }
    if scheme != "http" { return nil }
    if addresses.contains(host.lowercased()) || host == "localhost" { return nil }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4, parts.allSatisfy({ $0 != nil }) || host.contains(":") else {
      if host.contains(":") { return refused(host) }
      throw UnknownInput(text.input, "names the host `\(host)`, whose addresses decide", at: text.place)
    }
    return parts.first == 127 ? nil : refused(host)
  }

  private static let noHost = "unable to parse host from local HTTP cred provider URL"

  private static func refused(_ host: String) -> String {
    "invalid endpoint host, \"\(host)\", only loopback/ecs/eks hosts are allowed"
  }
}
