import KeylessSource

/// `ConfigParseError`, which names the file and keeps the reason to itself.
struct BotocoreParsing {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  /// A file is named as it was given, which may be relative.
  func failure(_ problem: ConfigProblem, amongFiles given: [String], in link: LinkKind? = nil) -> ChainFailure {
    let file = problem.span.file
    let name = given.first { situation.absolute($0) == file } ?? file
    return ChainFailure(
      "Unable to parse config file: \(name)",
      in: link,
      from: LinkOrigin(.profile("", file: file), at: problem.span)
    )
  }
}
