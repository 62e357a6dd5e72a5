import KeylessSource

/// `assume-role-with-web-identity`: the token file, the role and the session name, each from the environment if it is there,
/// else from the profile; so the two are mixed.
///
/// A variable that is empty still hides the key of the profile.
struct BotocoreWebIdentityLink {
  private let situation: Situation
  private let profile: BotocoreProfile
  private let readsEnvironment: Bool

  init(_ session: BotocoreSession, _ profile: BotocoreProfile, readsEnvironment: Bool) {
    situation = session.situation
    self.profile = profile
    self.readsEnvironment = readsEnvironment
  }

  private enum Value {
    case variable(Text)
    case key(String, LinkOrigin)

    var text: String? {
      switch self {
      case .variable(let text): text.value
      case .key(let value, _): value
      }
    }
  }

  func find() throws(UnknownInput) -> LinkFinding {
    guard let token = try value("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else {
      let place = profile.profile?.place
      return .passes(
        readsEnvironment
          ? "neither `AWS_WEB_IDENTITY_TOKEN_FILE` nor `web_identity_token_file` of profile `\(profile.name)` is set"
          : "profile `\(profile.name)` has no `web_identity_token_file`",
        place
      )
    }
    if token.text?.isEmpty == true {
      let origin = origin(of: token, "AWS_WEB_IDENTITY_TOKEN_FILE")
      return .passes("the name of the token file is empty in \(origin.words)", origin.place)
    }
    let kind: LinkKind
    let path: String
    switch token {
    case .variable(let text):
      kind = .webIdentity
      path = text.value ?? "$AWS_WEB_IDENTITY_TOKEN_FILE"
    case .key(let value, _):
      kind = .profileWebIdentity
      path = value
    }
    let role = try value("AWS_ROLE_ARN", "role_arn")
    guard let role, role.text?.isEmpty != true else {
      return .fails(ChainFailure(Self.noRole, in: kind, from: origin(of: token, "AWS_WEB_IDENTITY_TOKEN_FILE")))
    }
    let name = try value("AWS_ROLE_SESSION_NAME", "role_session_name")
    return .fires(
      Link(
        kind,
        from: origin(of: token, "AWS_WEB_IDENTITY_TOKEN_FILE"),
        .webIdentity(WebIdentityPlan(roleARN: role.text, token: .file(path), sessionName: name?.text))
      )
    )
  }

  private func value(_ variable: String, _ key: String) throws(UnknownInput) -> Value? {
    if readsEnvironment, let text = try situation.written(variable) { return .variable(text) }
    return profile[key].map { .key($0.value, profile.origin(key)) }
  }

  private func origin(of value: Value, _ variable: String) -> LinkOrigin {
    switch value {
    case .variable(let text): .variables(variable, at: text.place)
    case .key(_, let origin): origin
    }
  }

  /// The missing space is theirs.
  private static let noRole =
    "The provided profile or the current environment is configured to assume role with web identity but has no role ARN "
    + "configured. Ensure that the profile has the role_arnconfiguration set or the AWS_ROLE_ARN env var is set."
}
