import KeylessPlatforms

/// The names of branches, tags and refs.
enum GitGrammar {
  /// git check-ref-format, as `GitRef.problem(inName:)` reads it: what each of the patterns shows is forbidden.
  static let name: Language = {
    let forbidden = Array(0...0x20) + [0x7F] + Array("~^:?*[\\".utf8)
    let anything = Expression.language(.anything)
    let clean = Expression.sequence([anything, .bytes(forbidden.map { $0...$0 }), anything]).language.complement()
    return clean.without(
      .emptyText,
      .pattern("/*"),
      .pattern("*/"),
      .pattern("*//*"),
      .pattern(".*"),
      .pattern("*/.*"),
      .pattern("*."),
      .pattern("*..*"),
      .pattern("*.lock"),
      .pattern("*.lock/*"),
      .pattern("*@{*")
    )
  }()

  static let nameOrEmpty = name.or(.emptyText)

  /// What GitLab bans besides: an option, a full ref, a commit of 40 hexadecimal digits.
  static let gitlabName: Language = {
    let hex = Expression.bytes([
      Grammar.digit, UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"),
    ])
    return name.without(.pattern("-*"), .pattern("refs/heads/*"), Expression.exactly(40, hex).language)
  }()

  /// Full refs in some of the spaces.
  static func fullRef(_ spaces: [RefSpace]) -> Language { fullRefs[mask(spaces)] }

  /// By mask of spaces, so that each is made once.
  private static let fullRefs: [Language] = (0..<1 << RefSpace.allCases.count).map { mask in
    RefSpace.allCases.filter { mask & Self.mask([$0]) != 0 }.map(refs).reduce(Language.none) { $0.or($1) }
  }

  private static func mask(_ spaces: [RefSpace]) -> Int {
    spaces.reduce(0) { mask, space in
      switch space {
      case .heads: mask | 1
      case .tags: mask | 2
      case .pull: mask | 4
      }
    }
  }

  private static func refs(in space: RefSpace) -> Language {
    switch space {
    case .heads, .tags: Expression.sequence([.text(space.prefix), .language(name)]).language
    case .pull: Expression.sequence([.text(space.prefix), .language(shortID), .text("/merge")]).language
    }
  }

  /// The limit of 18 digits is within the automaton here, because the length of a ref says nothing about it.
  private static let shortID = Expression.sequence([
    .bytes([UInt8(ascii: "1")...UInt8(ascii: "9")]), .upTo(17, .bytes([Grammar.digit])),
  ]).language
}
