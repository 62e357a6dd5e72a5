/// Keys handed to `boto3.Session`; the profile must exist all the same.
struct BotocoreArgumentsLink {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  /// Nil where none is given.
  func find() throws -> LinkFinding? {
    let id = try situation.argument("access_key")
    let secret = try situation.argument("secret_key")
    let token = try situation.argument("token")
    guard let first = id ?? secret ?? token else { return nil }
    let origin = LinkOrigin(.arguments(["access_key", "secret_key"]), at: first.place)
    guard let id, secret != nil else {
      // It signs with what is not there.
      throw UnknownInput(.argument(id == nil ? "access_key" : "secret_key"), "is missing beside `\(first.input.plain)`")
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

extension InputName {
  /// Without quotes.
  fileprivate var plain: String {
    switch self {
    case .variable(let name), .argument(let name), .file(let name): name
    case .instanceMetadata: words
    }
  }
}
