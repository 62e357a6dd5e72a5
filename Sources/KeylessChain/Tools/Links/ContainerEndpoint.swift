/// The credentials endpoint of a container: ECS, EKS Pod Identity, or one that another program serves.
package struct ContainerEndpoint: Sendable {
  /// Where both are set, `AWS_CONTAINER_CREDENTIALS_FULL_URI` is used.
  package var prefersFull = false
  package var readsFull = true
  /// Whether the token is shown to the relative URI too.
  package var authorizesRelative = true
  package var readsTokenFile = true
  /// Why the tool does not ask this host; nil where it does.
  package var refusal: @Sendable (ContainerURL) -> String?
  /// Whether such a host ends the chain.
  package var refusalStops = false

  private static let relativeName = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
  private static let fullName = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
  private static let tokenName = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
  private static let tokenFileName = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"

  package init(
    prefersFull: Bool = false,
    readsFull: Bool = true,
    authorizesRelative: Bool = true,
    readsTokenFile: Bool = true,
    refusalStops: Bool = false,
    refusal: @escaping @Sendable (ContainerURL) -> String? = { _ in nil }
  ) {
    self.prefersFull = prefersFull
    self.readsFull = readsFull
    self.authorizesRelative = authorizesRelative
    self.readsTokenFile = readsTokenFile
    self.refusalStops = refusalStops
    self.refusal = refusal
  }

  /// Whether one of the variables is set, where a tool asks the endpoint or instance metadata, never both.
  package func isNamed(_ situation: Situation) throws(UnknownInput) -> Bool {
    if try situation.variable(Self.relativeName) != nil { return true }
    guard readsFull else { return false }
    return try situation.variable(Self.fullName) != nil
  }

  package func find(_ situation: Situation) throws(UnknownInput) -> LinkFinding {
    let relative = try situation.variable(Self.relativeName)
    let full = readsFull ? try situation.variable(Self.fullName) : nil
    if let relative, full == nil || !prefersFull {
      let url = relative.value.map { "http://169.254.170.2" + $0 }
      return try fires(
        url,
        authorized: authorizesRelative,
        .variables(Self.relativeName, at: relative.place),
        situation
      )
    }
    guard let full else {
      let names = readsFull ? "`\(Self.relativeName)` and `\(Self.fullName)` are" : "`\(Self.relativeName)` is"
      return .passes("\(names) not set")
    }
    let origin = LinkOrigin.variables(Self.fullName, at: full.place)
    if let value = full.value {
      guard let url = ContainerURL(value) else { return refused("`\(Self.fullName)` is no URL", origin) }
      if let text = refusal(url) {
        guard !url.isReadDifferently else {
          throw UnknownInput(full.input, "names a host that not every program reads alike", at: full.place)
        }
        return refused(text, origin)
      }
    }
    return try fires(full.value, authorized: true, origin, situation)
  }

  private func refused(_ text: String, _ origin: LinkOrigin) -> LinkFinding {
    refusalStops ? .fails(ChainFailure(text, in: .container, from: origin)) : .passes(text, origin.place)
  }

  private func fires(
    _ url: String?,
    authorized: Bool,
    _ origin: LinkOrigin,
    _ situation: Situation
  ) throws(UnknownInput) -> LinkFinding {
    var plan = ContainerPlan(url: url)
    if authorized {
      if readsTokenFile, let file = try situation.variable(Self.tokenFileName) {
        plan.authorizationFile = file.value ?? "$\(Self.tokenFileName)"
      } else if try situation.variable(Self.tokenName) != nil {
        plan.authorization = .variable(Self.tokenName)
      }
    }
    return .fires(Link(.container, from: origin, .container(plan)))
  }
}
