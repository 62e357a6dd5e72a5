/// The names of owners and repositories on GitHub, as `GitHubName` reads them.
enum GitHubGrammar {
  /// Words joined by single hyphens, and the short code of an enterprise behind one `_`.
  static let owner: Language = {
    let word = Expression.language(Grammar.word(Grammar.alphanumeric))
    return Expression.sequence([
      word, .anyNumber(.sequence([.text("-"), word])), .optional(.sequence([.text("_"), word])),
    ]).language
  }()

  static let repositoryName = Grammar.word(Grammar.alphanumeric, and: "._-").without(
    .texts([Array(".".utf8), Array("..".utf8)])
  )

  static let repository = Expression.sequence([.language(owner), .text("/"), .language(repositoryName)]).language

  /// `OWNER/NAME/PATH@REF`; the path ends at the first `@`.
  static let workflowRef: Language = {
    let noAt = Grammar.nonemptyPrintable.without(.pattern("*@*"))
    return Expression.sequence([
      .language(repository), .text("/"), .language(noAt), .text("@"), .language(Grammar.nonemptyPrintable),
    ]).language
  }()
}
