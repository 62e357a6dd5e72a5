/// `env`: the access key in the environment asks for the secret beside it.
struct BotocoreEnvironmentLink {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  func find() throws(UnknownInput) -> LinkFinding {
    guard let id = try situation.variable("AWS_ACCESS_KEY_ID") else {
      let empty = try situation.written("AWS_ACCESS_KEY_ID")
      return .passes("`AWS_ACCESS_KEY_ID` is \(empty == nil ? "not set" : "empty")", empty?.place)
    }
    let origin = LinkOrigin.variables("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", at: id.place)
    guard try situation.variable("AWS_SECRET_ACCESS_KEY") != nil else {
      return .fails(
        ChainFailure("Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY", in: .environment, from: origin)
      )
    }
    let token = try situation.variable(["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"])
    return .fires(
      Link(
        .environment,
        from: origin,
        .keys(
          accessKeyID: id.value,
          id: .variable("AWS_ACCESS_KEY_ID"),
          secret: .variable("AWS_SECRET_ACCESS_KEY"),
          sessionToken: token.map { .variable($0.name) }
        )
      )
    )
  }
}
