import KeylessSource

/// `assume_role_with_web_identity` as its owner fills and checks it, before the library sees it.
struct WebIdentityBlock {
  private static let name = "assume_role_with_web_identity"

  private let situation: Situation
  private let user: GoBaseUser
  private let role: Text?
  private let session: Text?
  private let token: Text?
  private let tokenFile: Text?
  private let sessionPlan: SessionPlan

  /// Nil without the block: what fills its gaps counts only where it is there.
  init?(_ situation: Situation, _ user: GoBaseUser) throws(UnknownInput) {
    guard let block = situation.arguments.webIdentity, try situation.has(block, Self.name) else { return nil }
    self.situation = situation
    self.user = user
    let names = Self.variables(user)
    func value(_ key: String) throws(UnknownInput) -> Text? { try situation.argument(key, of: block, Self.name) }
    func filled(_ key: String) throws(UnknownInput) -> Text? {
      if let text = try value(key) { return text }
      guard let name = names[key] else { return nil }
      return try situation.variable(name)
    }
    role = try filled("role_arn")
    session = try filled("session_name")
    sessionPlan = SessionArguments(block, Self.name).plan(standing: ["session_name"])
    let (token, file) = (try value("web_identity_token"), try value("web_identity_token_file"))
    if case .openTofuBackend = user {
      self.token = try filled("web_identity_token")
      tokenFile = try filled("web_identity_token_file")
    } else if token == nil, file == nil {
      let first = try filled("web_identity_token")
      self.token = first
      tokenFile = first == nil ? try filled("web_identity_token_file") : nil
    } else {
      (self.token, tokenFile) = (token, file)
    }
  }

  /// The variables that fill what the block leaves out.
  private static func variables(_ user: GoBaseUser) -> [String: String] {
    switch user {
    case .provider(6):
      ["web_identity_token": "TF_AWS_WEB_IDENTITY_TOKEN", "web_identity_token_file": "AWS_WEB_IDENTITY_TOKEN_FILE"]
    case .openTofuBackend:
      [
        "role_arn": "AWS_ROLE_ARN", "session_name": "AWS_ROLE_SESSION_NAME",
        "web_identity_token": "AWS_WEB_IDENTITY_TOKEN", "web_identity_token_file": "AWS_WEB_IDENTITY_TOKEN_FILE",
      ]
    case .provider, .backend: [:]
    }
  }

  private var origin: LinkOrigin {
    LinkOrigin(.arguments([Self.name]), at: (role ?? tokenFile ?? token)?.place)
  }

  private func failure(_ text: String) -> ChainFailure {
    ChainFailure(text, in: .webIdentityBlock, from: origin)
  }

  /// What the owner's schema says of it, while the configuration is read: before any credentials.
  func problem() -> ChainFailure? {
    let tokens = [token, tokenFile].compactMap(\.self)
    switch user {
    case .provider(4), .provider(5): return tokens.count == 1 ? nil : failure(Self.combination(tokens.count))
    case .provider:
      return tokens.count == 1
        ? nil : failure("Exactly one of web_identity_token or web_identity_token_file is required")
    case .backend:
      if role == nil { return failure(Self.required("role_arn", of: Self.name)) }
      if tokens.isEmpty {
        return failure(
          "Missing Required Value\n\nExactly one of web_identity_token, web_identity_token_file must be set."
        )
      }
      return tokens.count == 1
        ? nil
        : failure(
          "Invalid Attribute Combination\n\nOnly one of web_identity_token, web_identity_token_file can be set."
        )
    case .openTofuBackend: return nil
    }
  }

  static func required(_ attribute: String, of name: String) -> String {
    "Incorrect attribute value type\n\n"
      + "Inappropriate value for attribute \"\(name)\": attribute \"\(attribute)\" is required."
  }

  private static func combination(_ count: Int) -> String {
    let token = "\(name).0.web_identity_token"
    let both = "`\(token),\(token)_file`"
    return "Invalid combination of arguments\n\n\"\(token)\": "
      + (count == 0
        ? "one of \(both) must be specified" : "only one of \(both) can be specified, but \(both) were specified.")
  }

  /// The exchange, which the library makes at once.
  func finding() throws(UnknownInput) -> LinkFinding {
    guard let role else { return .fails(failure("Assume Role With Web Identity\n\nRole ARN was not set")) }
    let place: WebIdentityPlan.Token
    if let token {
      place = .text(Self.origin(of: token))
    } else if let tokenFile {
      guard let written = tokenFile.value else {
        return .fires(link(role, .file("\(Self.name).web_identity_token_file")))
      }
      let path = try ConfigPaths(.go, situation).expanding(written)
      if let problem = try GoEnvironment(situation: situation, sdk: .v2).token(path) {
        return .fails(failure(user.cannotAssumeWithWebIdentity(role.value ?? "…", problem)))
      }
      place = .file(path)
    } else {
      return .fails(
        failure("Assume Role With Web Identity\n\nOne of WebIdentityToken, WebIdentityTokenFile must be set")
      )
    }
    return .fires(link(role, place))
  }

  private func link(_ role: Text, _ token: WebIdentityPlan.Token) -> Link {
    var plan = WebIdentityPlan(roleARN: role.value, token: token, sessionName: session?.value)
    plan.session = sessionPlan
    return Link(.webIdentityBlock, from: origin, .webIdentity(plan))
  }

  private static func origin(of text: Text) -> TextOrigin {
    if case .variable(let name) = text.input { return .variable(name) }
    return .argument("\(name).web_identity_token")
  }
}
