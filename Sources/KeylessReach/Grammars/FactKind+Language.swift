package import KeylessPlatforms
import Synchronization

extension FactKind {
  /// The legal texts, without the limit on their length; for a list, of one entry.
  package var language: Language {
    switch self {
    case .gitlabRef: GitGrammar.gitlabName
    case .fullRef(let spaces): GitGrammar.fullRef(spaces)
    case .branchOrEmpty: GitGrammar.nameOrEmpty
    case .gitRef: GitGrammar.name
    case .gitlabProject: GitLabGrammar.project
    case .gitlabNamespace, .namespaces: GitLabGrammar.namespace
    case .githubOwner: GitHubGrammar.owner
    case .githubRepositoryName: GitHubGrammar.repositoryName
    case .githubRepository: GitHubGrammar.repository
    case .numericID, .number: Grammar.id
    case .numericIDOrEmpty: Self.idOrEmpty
    case .flag: Self.flags
    case .choice(let values): Self.choice(values)
    case .word(_, let except): Self.word(except: except)
    case .identifier: Self.anyIdentifier
    case .text: Grammar.nonemptyPrintable
    case .spacedName: NameGrammar.spaced
    case .uuid: NameGrammar.uuid
    case .bracedUUID: NameGrammar.bracedUUID
    case .upperHex(let count): NameGrammar.upperHex(count)
    case .dnsLabel: NameGrammar.label
    case .dnsSubdomain: NameGrammar.subdomain
    case .repositoryOrigin: NameGrammar.origin
    case .workflowRef: GitHubGrammar.workflowRef
    case .list(let entry): entry.language
    case .identities: Grammar.identity
    }
  }

  /// The exceptions are data of the platforms, so there are few of them, and each is made once.
  private static let words = Mutex<[[String]: Language]>([:])

  private static func word(except: [String]) -> Language {
    if let known = words.withLock({ $0[except] }) { return known }
    let made = lowerWord.without(.texts(except.map { Array($0.utf8) }))
    words.withLock { $0[except] = made }
    return made
  }

  private static let choices = Mutex<[[String]: Language]>([:])

  private static func choice(_ values: [String]) -> Language {
    if let known = choices.withLock({ $0[values] }) { return known }
    let made = Language.texts(values.map { Array($0.utf8) })
    choices.withLock { $0[values] = made }
    return made
  }

  private static let idOrEmpty = Grammar.id.or(.emptyText)
  private static let flags = Language.texts([Array("true".utf8), Array("false".utf8)])
  private static let lowerWord = Grammar.word([Grammar.lower, Grammar.digit], and: "_")
  private static let anyIdentifier = Grammar.word(Grammar.alphanumeric, and: "-_")
}
