/// Which GitHub an issuer belongs to; it decides the subject's layout, the escape and the default audience.
enum GitHubHost: Hashable, Sendable {
  case cloud(enterprise: String?)
  case dataResidency
  /// GHES, with host and port.
  case server(String)
  /// A loopback issuer in a rehearsal, which behaves like github.com.
  case standIn

  init?(_ issuer: IssuerURL) {
    let segments = issuer.segments
    if issuer.isSecure, issuer.authority == "token.actions.githubusercontent.com" {
      guard segments.count <= 1, segments.allSatisfy({ FactKind.identifier(max: 100).contains($0) }) else { return nil }
      self = .cloud(enterprise: segments.first)
    } else if issuer.isSecure, let label = Self.subdomain(issuer.authority) {
      guard segments.isEmpty || segments == [label] else { return nil }
      self = .dataResidency
    } else if issuer.isSecure, segments == ["_services", "token"] {
      self = .server(issuer.authority)
    } else if issuer.isLoopback {
      self = .standIn
    } else {
      return nil
    }
  }

  private static func subdomain(_ authority: String) -> String? {
    let (start, end) = ("token.actions.", ".ghe.com")
    guard authority.utf8.count > start.utf8.count + end.utf8.count, authority.utf8.starts(with: start.utf8),
      authority.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    else { return nil }
    let label = String(decoding: authority.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count), as: UTF8.self)
    return FactKind.identifier(max: 63).contains(label) ? label : nil
  }

  /// The host in the default audience; nil where it is not known.
  var web: String? {
    switch self {
    case .cloud, .standIn: "github.com"
    case .server(let host): host
    case .dataResidency: nil
    }
  }

  var layouts: [SubjectLayout] {
    if case .server = self { [.classic] } else { [.immutable, .classic] }
  }

  /// GHES writes `%3A` only after 3.18.
  func escape(_ version: ServerVersion?) -> ClaimTemplate.Escape {
    if case .server = self, let version, version <= ServerVersion(3, 18) { .none } else { .colon }
  }
}
