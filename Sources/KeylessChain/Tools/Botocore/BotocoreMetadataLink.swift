/// `iam-role`: the instance metadata service, the last to be asked; silence is no error.
struct BotocoreMetadataLink {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  func find() throws(UnknownInput) -> LinkFinding {
    if let text = try situation.variable("AWS_EC2_METADATA_DISABLED"), try text.known().lowercased() == "true" {
      return .passes("`AWS_EC2_METADATA_DISABLED` is `true`", text.place)
    }
    guard try situation.hasInstanceMetadata() else { return .passes("no instance metadata service answers") }
    return .fires(Link(.instanceMetadata, from: LinkOrigin(.service), .instanceMetadata))
  }
}
