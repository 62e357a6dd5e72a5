import KeylessSource

/// `access_key`, `secret_key` and `token` of the tool's own configuration.
struct StaticArguments {
  private let id: Text?
  private let secret: Text?
  private let token: Text?

  init(_ situation: Situation) throws(UnknownInput) {
    id = try situation.argument("access_key")
    secret = try situation.argument("secret_key")
    token = try situation.argument("token")
  }

  /// Any one of the three counts, and shuts out everything else.
  var areGiven: Bool { id != nil || secret != nil || token != nil }

  private var origin: LinkOrigin {
    LinkOrigin(.arguments(["access_key", "secret_key"]), at: (id ?? secret ?? token)?.place)
  }

  /// `half` is what is said of half a pair; where it is nil the next link is asked.
  func finding(half: String?) -> LinkFinding {
    guard areGiven else { return .passes("`access_key` is not set") }
    guard let id, secret != nil else {
      guard let half else { return .passes("`access_key` and `secret_key` are not both set", origin.place) }
      return .fails(ChainFailure(half, in: .arguments, from: origin))
    }
    return .fires(
      Link(
        .arguments,
        from: origin,
        .keys(
          accessKeyID: id.value,
          id: .argument("access_key"),
          secret: .argument("secret_key"),
          sessionToken: token == nil ? nil : .argument("token")
        )
      )
    )
  }
}
