/// Which hosts the Go SDK lets a container endpoint have: over plain HTTP only loopback and the addresses of ECS and EKS.
enum GoContainerHost {
  private static let addresses = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"].compactMap(IPAddress.init)

  /// What the SDK says of a URL that it refuses.
  ///
  /// A name other than `localhost` is looked up, and what it stands for nobody knows.
  static func problem(_ url: String, _ text: Text) throws(UnknownInput) -> String? {
    guard let separator = url.firstRange(of: "://"), separator.lowerBound > url.startIndex else {
      if url.prefix(while: { $0 != "/" }).contains(":"), url.first?.isLetter != true {
        // The SDK quotes the URL, whose path or query may be all that the endpoint asks for.
        return "invalid URL, parse \"(the URL)\": first path segment in URL cannot contain colon"
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
    if scheme != "http" || host == "localhost" { return nil }
    guard let address = IPAddress(host) else {
      throw UnknownInput(
        text.input,
        "names the host `\(ShownText.part(host, of: url))`, whose addresses decide",
        at: text.place
      )
    }
    if address.isLoopback || addresses.contains(address) { return nil }
    return "invalid endpoint host, \"\(ShownText.part(host, of: url))\", only loopback/ecs/eks hosts are allowed"
  }

  private static let noHost = "unable to parse host from local HTTP cred provider URL"
}
