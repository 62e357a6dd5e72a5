import KeylessSource

/// `container-role`: an endpoint that the environment names; asked at once, and only on hosts that are allowed.
struct BotocoreContainerLink {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  func find() throws(UnknownInput) -> LinkFinding {
    let url: String?
    let origin: LinkOrigin
    if let path = try situation.written("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
      url = path.value.map { "http://169.254.170.2" + $0 }
      origin = .variables("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", at: path.place)
    } else if let full = try situation.written("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
      url = full.value
      origin = .variables("AWS_CONTAINER_CREDENTIALS_FULL_URI", at: full.place)
    } else {
      return .passes(
        "neither `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` nor `AWS_CONTAINER_CREDENTIALS_FULL_URI` is set"
      )
    }
    func fails(_ text: String) -> LinkFinding { .fails(ChainFailure(text, in: .container, from: origin)) }

    var plan = ContainerPlan(url: url)
    if let file = try situation.written("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
      let path = file.value ?? "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
      plan.authorizationFile = path
      if file.value != nil {
        switch path.isEmpty ? .missing : try situation.file(situation.absolute(path)) {
        case .missing: return fails(PythonText.openError(path))
        case .unreadable(let refusal): return fails(PythonText.openError(path, refusal))
        case .bytes(let bytes) where bytes.contains(where: { $0 == 10 || $0 == 13 }): return fails(Self.illegal)
        case .bytes, .unknown: break
        }
      }
    } else if let token = try situation.written("AWS_CONTAINER_AUTHORIZATION_TOKEN") {
      plan.authorization = .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
      if let value = token.value, value.utf8.contains(where: { $0 == 10 || $0 == 13 }) { return fails(Self.illegal) }
    }
    if let url, !PythonHost.isAllowed(url) {
      return fails(
        "Unsupported host '\(PythonHost.shown(url) ?? "None")'.  Can only retrieve metadata from a loopback address or "
          + "one of these hosts: \(PythonHost.allowed.joined(separator: ", "))"
      )
    }
    return .fires(Link(.container, from: origin, .container(plan)))
  }

  private static let illegal = "Auth token value is not a legal header value"
}

/// The hosts that botocore sends its request to, as Python's `urlparse` finds them in a URL.
private enum PythonHost {
  static let allowed = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost"]

  static func isAllowed(_ url: String) -> Bool {
    if scheme(url) == "https" { return true }
    guard let name = name(url) else { return false }
    return allowed.contains(name) || isLoopback(name)
  }

  private static func scheme(_ url: String) -> String? {
    guard let colon = url.firstIndex(of: ":"), url.first?.isASCII == true, url.first?.isLetter == true else {
      return nil
    }
    let scheme = url[..<colon]
    let isLegal = scheme.utf8.allSatisfy {
      ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || $0 >= 48 && $0 <= 57 || [43, 45, 46].contains($0)
    }
    return isLegal ? scheme.lowercased() : nil
  }

  static func name(_ url: String) -> String? { written(url)?.lowercased() }

  /// In lower case a secret in its place would be known for none.
  static func shown(_ url: String) -> String? {
    guard let written = written(url) else { return nil }
    let shown = ShownText.part(written, of: url)
    return shown == written ? written.lowercased() : shown
  }

  private static func written(_ url: String) -> Substring? {
    let rest = scheme(url).map { url.dropFirst($0.count + 1) } ?? url[...]
    guard rest.hasPrefix("//") else { return nil }
    var host = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      host = host[host.index(after: host.startIndex)..<end]
    } else {
      host = host.prefix { $0 != ":" }
    }
    return host.isEmpty ? nil : host
  }

  /// To Python up to 3.12 an address of version 4 that is written as one of version 6 is no loopback.
  private static func isLoopback(_ name: String) -> Bool {
    guard let address = IPAddress(name) else { return false }
    return address.isLoopback && !(address.isVersion4 && name.contains(":"))
  }
}
