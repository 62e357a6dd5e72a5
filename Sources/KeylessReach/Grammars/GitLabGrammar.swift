/// Full paths of namespaces and projects on GitLab, as `GitLabPath` reads them, without its limits on depth and length.
enum GitLabGrammar {
  static let namespace = Expression.sequence([
    .language(topSegment), .anyNumber(.sequence([.text("/"), .language(subgroupSegment)])),
  ]).language

  static let project = Expression.sequence([
    .language(namespace), .text("/"), .language(projectSegment),
  ]).language

  private static let segment = Grammar.word(Grammar.alphanumeric, and: "_-.").without(
    .pattern("-*"),
    .pattern("*.git"),
    .pattern("*.atom")
  )

  private static let groupSegment = segment.without(.pattern("*."))
  private static let topSegment = groupSegment.without(reserved(["api", "admin", "oauth", "users"]))
  private static let subgroupSegment = groupSegment.without(reservedBelow)
  private static let projectSegment = segment.without(Grammar.word([], and: "."), reservedBelow)

  /// The lists of `GitLabPath`, which keeps them to itself.
  private static let reservedBelow = reserved(["badges", "blob", "tree", "wikis"])

  private static func reserved(_ names: [String]) -> Language {
    names.map { Language.textIgnoringCase(Array($0.utf8)) }.reduce(Language.none) { $0.or($1) }
  }
}
