package import KeylessPlatforms

extension FactKind {
  /// A limit on length, which stays outside the automaton.
  package enum Longest: Hashable, Sendable {
    case bytes(Int)
    case scalars(Int)
  }

  /// The longest that a text of this kind can be; nil where the language is finite and needs no limit.
  ///
  /// For texts of several parts it is the sum: a repository of 140 bytes may still have too long an owner, and paths
  /// on GitLab are limited by segment and depth besides.
  package var longest: Longest? {
    switch self {
    case .gitlabRef, .branchOrEmpty, .gitRef: .bytes(1024)
    case .fullRef(let spaces): spaces.map { Self.longestRef(in: $0) }.max().map { .bytes($0) }
    case .gitlabProject, .gitlabNamespace, .namespaces: .bytes(21 * 255 + 20)
    case .githubOwner: .bytes(39)
    case .githubRepositoryName: .bytes(100)
    case .githubRepository: .bytes(39 + 1 + 100)
    case .numericID, .numericIDOrEmpty, .number: .bytes(18)
    case .flag, .choice: nil
    case .word: .bytes(64)
    case .identifier(let max): .bytes(max)
    case .text(let max): .scalars(max)
    case .spacedName(let max): .bytes(max)
    case .uuid, .bracedUUID, .upperHex: nil
    case .dnsLabel: .bytes(63)
    case .dnsSubdomain: .bytes(253)
    case .repositoryOrigin: .bytes(1024)
    case .workflowRef: .bytes(2048)
    case .list(let entry): entry.longest
    case .identities: .scalars(1024)
    }
  }

  private static func longestRef(in space: RefSpace) -> Int {
    switch space {
    case .heads, .tags: space.prefix.utf8.count + 1024
    case .pull: space.prefix.utf8.count + 18 + "/merge".utf8.count
    }
  }
}

extension Language {
  /// The shortest member that keeps to a limit; nil when even the shortest is too long.
  package func shortest(within limit: FactKind.Longest?) -> [UInt8]? {
    switch limit {
    case nil: shortest()
    case .bytes(let most): shortest(maxBytes: most)
    case .scalars(let most): shortest(maxScalars: most)
    }
  }
}

extension FactKind {
  /// The shortest legal text of this kind in a language, its limits included; nil when there is none.
  ///
  /// Exact but for paths on GitLab (segments and depth), and tags that are one byte too long. Owner and name of a
  /// repository have limits of their own, so the language is parted at the slash between them.
  package func shortest(in language: Language, budget: Budget = Budget()) throws(TooComplex) -> [UInt8]? {
    guard self == .githubRepository else {
      return try self.language.intersection(language, budget: budget).shortest(within: longest)
    }
    let slash = Array("/".utf8)
    let owners = try language.pieces(from: language.start, within: FactKind.githubOwner.language, budget: budget) {
      !language.isDead(language.step($0, slash))
    }
    var best: [UInt8]?
    for (state, owners) in owners {
      let names = language.rest(from: language.step(state, slash))
      guard let owner = owners.shortest(within: FactKind.githubOwner.longest),
        let name = try FactKind.githubRepositoryName.shortest(in: names, budget: budget)
      else { continue }
      let repository = owner + slash + name
      if best.map({ repository.count < $0.count }) ?? true { best = repository }
    }
    return best
  }
}
