/// What ends the Go SDK's search, in its words.
struct GoFailure: Error, Hashable, Sendable {
  /// When it is noticed: what wraps the words depends on it, and only what is noticed while the configuration is loaded ends a
  /// run that replaces the credentials afterwards.
  enum Stage: Hashable, Sendable {
    case loading, retrieving
  }

  let stage: Stage
  let text: String
  let link: LinkKind?
  let origin: LinkOrigin?
  /// It is the instance metadata service that has nothing.
  var isLastResort = false

  static func loading(_ text: String, in link: LinkKind? = nil, from origin: LinkOrigin? = nil) -> GoFailure {
    GoFailure(stage: .loading, text: text, link: link, origin: origin)
  }

  static func retrieving(_ text: String, in link: LinkKind, from origin: LinkOrigin) -> GoFailure {
    GoFailure(stage: .retrieving, text: text, link: link, origin: origin)
  }
}
