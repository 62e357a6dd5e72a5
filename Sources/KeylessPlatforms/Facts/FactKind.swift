/// The language of a fact or of a component of a subject: which texts a platform can ever put there.
///
/// A closed enum and not a pattern, so that minting, messages and the computation of reach read the same definition.
package indirect enum FactKind: Hashable, Sendable {
  /// A short branch or tag name under GitLab's rules.
  case gitlabRef
  /// A full ref in one of the spaces.
  case fullRef([RefSpace])
  /// A short branch or tag name under git's own rules, or nothing.
  case branchOrEmpty
  /// A short branch or tag name under git's own rules.
  case gitRef
  case gitlabProject
  case gitlabNamespace
  case githubOwner
  case githubRepositoryName
  /// `OWNER/NAME`.
  case githubRepository
  /// A decimal id without a leading zero, kept as text because the claim is a string.
  case numericID
  /// The same, or nothing: a GitLab job without a user.
  case numericIDOrEmpty
  /// A JSON integer.
  case number
  /// `true` or `false`; in nearly all tokens a string.
  case flag
  case choice([String])
  /// A lower-case word. The known ones are listed; platforms add new ones, so the list is not closed, but `except` is.
  case word(known: [String], except: [String])
  /// Letters, digits, `-` and `_`.
  case identifier(max: Int)
  /// Any text without control characters, at least one character.
  case text(max: Int)
  /// Letters, digits, `-`, `_` and spaces, but no space at either end.
  case spacedName(max: Int)
  /// A UUID in lower case.
  case uuid
  /// The same between `{` and `}`.
  case bracedUUID
  /// So many hexadecimal digits, the letters in upper case.
  case upperHex(count: Int)
  /// A label of a host name (RFC 1123), in lower case: a Kubernetes namespace, an AWS region.
  case dnsLabel
  /// Such labels joined by dots: a Kubernetes service account.
  case dnsSubdomain
  /// `HOST/OWNER/NAME`, with more segments where a host nests its owners.
  case repositoryOrigin
  /// `OWNER/NAME/PATH@REF`: a workflow file of a repository, at a ref or a commit.
  case workflowRef
  /// A list whose entries are of one kind.
  case list(FactKind)
  /// Full paths of namespaces.
  case namespaces
  /// `PROVIDER:EXTERNAL-ID` entries.
  case identities

  /// The rule a text breaks, as a clause; nil when the text is in the language.
  package func problem(in text: String) -> String? {
    switch self {
    case .gitlabRef: GitRef.problem(inGitLabName: text)
    case .fullRef(let spaces): GitRef.problem(inFullRef: text, spaces: spaces)
    case .branchOrEmpty: text.isEmpty ? nil : GitRef.problem(inName: text)
    case .gitRef: GitRef.problem(inName: text)
    case .gitlabProject: GitLabPath.problem(inProject: text)
    case .gitlabNamespace: GitLabPath.problem(inNamespace: text)
    case .githubOwner: GitHubName.problem(inOwner: text)
    case .githubRepositoryName: GitHubName.problem(inRepositoryName: text)
    case .githubRepository: GitHubName.problem(inRepository: text)
    case .numericID: Self.idProblem(text)
    case .numericIDOrEmpty: text.isEmpty ? nil : Self.idProblem(text)
    case .number: Self.idProblem(text)
    case .flag: Self.choiceProblem(text, ["true", "false"])
    case .choice(let values): Self.choiceProblem(text, values)
    case .word(let known, let except): Self.wordProblem(text, known, except)
    case .identifier(let max): Self.identifierProblem(text, max)
    case .text(let max): Self.textProblem(text, max)
    case .spacedName(let max): Self.spacedNameProblem(text, max)
    case .uuid: UUIDGrammar.problem(in: text)
    case .bracedUUID: UUIDGrammar.problem(inBraced: text)
    case .upperHex(let count): Self.upperHexProblem(text, count)
    case .dnsLabel: DNSName.problem(inLabel: text)
    case .dnsSubdomain: DNSName.problem(inSubdomain: text)
    case .repositoryOrigin: RepositoryOrigin.problem(in: text)
    case .workflowRef: GitHubName.problem(inWorkflowRef: text)
    case .list(let entry): entry.problem(in: text)
    case .namespaces: GitLabPath.problem(inNamespace: text)
    case .identities: Self.identityProblem(text)
    }
  }

  /// Whether a text belongs to the language.
  package func contains(_ text: String) -> Bool { problem(in: text) == nil }

  /// Whether values are lists of texts, each in the language.
  package var isList: Bool {
    switch self {
    case .namespaces, .identities, .list: true
    default: false
    }
  }

  private static func idProblem(_ text: String) -> String? {
    let bytes = text.utf8
    guard (1...18).contains(bytes.count), bytes.allSatisfy({ (48...57).contains($0) }), bytes.first != 48 else {
      return "an id is a decimal number of 1 to 18 digits without a leading zero"
    }
    return nil
  }

  private static func choiceProblem(_ text: String, _ values: [String]) -> String? {
    values.contains { $0.utf8.elementsEqual(text.utf8) }
      ? nil : "the value is one of " + values.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func wordProblem(_ text: String, _ known: [String], _ except: [String]) -> String? {
    let bytes = text.utf8
    let legal =
      (1...64).contains(bytes.count)
      && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
      && !except.contains { $0.utf8.elementsEqual(bytes) }
    return legal ? nil : "the value is a lower-case word such as " + known.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func identifierProblem(_ text: String, _ max: Int) -> String? {
    let bytes = text.utf8
    guard (1...max).contains(bytes.count),
      bytes.allSatisfy({ GitHubName.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
    else { return "the value has 1 to \(max) letters, digits, `-` or `_`" }
    return nil
  }

  private static func spacedNameProblem(_ text: String, _ max: Int) -> String? {
    let (bytes, space) = (Array(text.utf8), UInt8(ascii: " "))
    guard (1...max).contains(bytes.count),
      bytes.allSatisfy({ GitHubName.isAlphanumeric($0) || "-_ ".utf8.contains($0) }),
      bytes.first != space, bytes.last != space
    else { return "the value has 1 to \(max) letters, digits, `-`, `_` or spaces, and no space at either end" }
    return nil
  }

  private static func upperHexProblem(_ text: String, _ count: Int) -> String? {
    let bytes = text.utf8
    return bytes.count == count && bytes.allSatisfy({ (48...57).contains($0) || (65...70).contains($0) })
      ? nil : "the value has \(count) hexadecimal digits, the letters in upper case"
  }

  private static func textProblem(_ text: String, _ max: Int) -> String? {
    // Four bytes are the longest character; the cheap bound comes first.
    guard !text.utf8.isEmpty, text.utf8.count <= 4 * max, text.unicodeScalars.count <= max else {
      return "the value has 1 to \(max) characters"
    }
    for scalar in text.unicodeScalars where scalar.properties.generalCategory == .control {
      return "the value holds no control character"
    }
    return nil
  }

  private static func identityProblem(_ text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon != text.utf8.startIndex else {
      return "an identity is `PROVIDER:EXTERNAL-ID`"
    }
    return textProblem(text, 1024)
  }
}
