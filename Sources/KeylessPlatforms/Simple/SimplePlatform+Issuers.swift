extension SimplePlatform {
  func publishes(_ issuer: IssuerURL) -> Bool {
    issuers.contains { $0.isPublic && $0.match(issuer, kinds) != nil }
  }

  func checkIssuer(_ issuer: IssuerURL, _ text: String) throws(PlatformError) {
    if issuer.isLoopback { return }
    guard let pattern = issuers.first(where: { $0.match(issuer, kinds) != nil }) else {
      throw PlatformError(
        .illegalRequest,
        id,
        "issuer",
        value: text,
        "\(title) has no such issuer",
        help: "the forms are " + issuers.map(\.form.url).joined(separator: ", ") + "; on this machine any loopback URL"
      )
    }
    if !pattern.isPublic, let other = Platform.issuing(text) {
      throw PlatformError(
        .illegalRequest,
        id,
        "issuer",
        value: text,
        "it is an issuer of \(other.title)",
        help: "use the platform `\(other.id)`"
      )
    }
  }

  func facts(ofIssuer issuer: IssuerURL) -> [String: String] {
    for pattern in issuers {
      if let facts = pattern.match(issuer, kinds) { return facts }
    }
    return [:]
  }

  func issuer(of sheet: FactSheet) -> String? {
    for pattern in issuers where !pattern.facts.isEmpty {
      if let issuer = pattern.issuer(of: sheet) { return issuer }
    }
    return nil
  }

  func shares(_ issuer: IssuerURL) -> Bool { issuers.first { $0.match(issuer, kinds) != nil }?.isShared ?? false }

  var issuerFacts: [String] { issuers.first { !$0.facts.isEmpty }?.facts ?? [] }

  private var kinds: [String: FactKind] { Dictionary(facts.map { ($0.name, $0.kind) }) { first, _ in first } }
}
