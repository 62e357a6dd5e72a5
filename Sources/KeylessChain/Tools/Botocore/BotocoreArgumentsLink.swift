/// Keys handed to `boto3.Session`; the profile must exist all the same.
struct BotocoreArgumentsLink {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  /// Nil where none is given.
  func find() throws(UnknownInput) -> LinkFinding? {
    let id = try situation.argument("access_key")
    let secret = try situation.argument("secret_key")
    let token = try situation.argument("token")
    guard let first = id ?? secret ?? token else { return nil }
    let origin = LinkOrigin(.arguments(["access_key", "secret_key"]), at: first.place)
    guard let id else {
      // It gets as far as signing with the key that is not there.
      let text = "sequence item 0: expected str instance, NoneType found"
      return .fails(ChainFailure(text, in: .arguments, from: origin))
    }
    return .fires(
      Link(
        .arguments,
        from: origin,
        .keys(
          accessKeyID: id.value,
          id: .argument("access_key"),
          secret: secret == nil ? nil : .argument("secret_key"),
          sessionToken: token == nil ? nil : .argument("token")
        )
      )
    )
  }
}
