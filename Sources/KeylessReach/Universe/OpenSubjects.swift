import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Every subject that a custom template can give, however long its list of keys: an upper bound on what a template that
/// was not tried could give.
///
/// Those that begin with whose project it is have that as components; all others are one text.
struct OpenSubjects {
  private let platform: Platform
  private let issuer: String

  init(_ platform: Platform, issuer: String) {
    self.platform = platform
    self.issuer = issuer
  }

  /// Whether a project of this platform can have a subject of its own at all.
  var areAny: Bool { platform.customSubjects != nil }

  private enum Part {
    case literal(String)
    case component(String)
  }

  /// The beginnings that name a project or its owner.
  private var beginnings: [[Part]] {
    switch platform.id.description {
    case "github":
      let repository: [Part] = [.component("owner"), .literal("/"), .component("name")]
      let immutable: [Part] = [
        .component("owner"), .literal("@"), .component("repository_owner_id"), .literal("/"), .component("name"),
        .literal("@"), .component("repository_id"),
      ]
      return [
        [.literal("repo:")] + repository, [.literal("repo:")] + immutable, [.literal("repository:")] + repository,
        [.literal("repository_owner:"), .component("owner")],
        [.literal("repository_id:"), .component("repository_id")],
        [.literal("repository_owner_id:"), .component("repository_owner_id")],
      ]
    case "gitlab":
      return [
        [.literal("project_path:"), .component("project_path")], [.literal("project_id:"), .component("project_id")],
      ]
    default: return []
    }
  }

  /// The form with each of these subjects in the place of its own; only those that can begin a text of the language.
  func forms(_ form: Form, beginning language: Language = .anything) -> [Form] {
    guard let grammar = Self.grammar(platform.id) else { return [] }
    var out = beginnings.compactMap { parts -> Form? in
      if case .literal(let start)? = parts.first, language.isDead(language.step(language.start, Array(start.utf8))) {
        return nil
      }
      var form = form
      var segments: [KeySource.Segment] = []
      for part in parts {
        switch part {
        case .literal(let text): segments.append(.literal(Array(text.utf8)))
        case .component(let name):
          // A form that lacks the component lacks the claim too.
          guard let place = form.place(of: name) ?? addable(name, &form) else { return nil }
          segments.append(.component(place, .none))
        }
      }
      segments.append(.component(form.add(Component("rest?", .text(grammar.rest))), .none))
      form.set(ConditionKeyMap.prefix(of: issuer) + ":sub", .template(segments, presence: nil))
      return form
    }
    var other = form
    let place = other.add(Component("subject?", .text(grammar.other)))
    other.set(ConditionKeyMap.prefix(of: issuer) + ":sub", .component(place))
    out.append(other)
    return out
  }

  private func addable(_ name: String, _ form: inout Form) -> Int? {
    platform.fact(named: name).map { form.add(Component(name, .text($0.kind.language), longest: $0.kind.longest)) }
  }
}

extension OpenSubjects {
  private struct SubjectGrammar: Sendable {
    /// What may follow the first key and its value.
    var rest: Language
    /// Subjects that begin with no name or id of a project.
    var other: Language
  }

  /// Made once for a platform, when a policy first needs it.
  private static func grammar(_ id: PlatformID) -> SubjectGrammar? {
    switch id.description {
    case "github": github
    case "gitlab": gitlab
    default: nil
    }
  }

  private static let github = made(.github)
  private static let gitlab = made(.gitlab)

  private static func made(_ platform: Platform) -> SubjectGrammar? {
    platform.customSubjects.map { grammar(platform, $0) }
  }

  private static func grammar(_ platform: Platform, _ subjects: CustomSubjects) -> SubjectGrammar {
    let isGitHub = platform.id == "github"
    let text = Expression.language(Grammar.printable.without(.pattern("*:*")))
    /// Keys with their values; a colon in a value is written otherwise or cannot be there. Those of any text at once.
    func pairs(_ keys: [String]) -> Expression {
      var (plain, free): ([Expression], [Expression]) = ([], [])
      for key in keys {
        if key == "context" {
          plain.append(.text("pull_request"))
        } else if let kind = platform.fact(named: key)?.kind, isPlain(kind) {
          plain.append(.sequence([.text(key + ":"), .language(kind.language)]))
        } else {
          free.append(.text(key + ":"))
        }
      }
      if isGitHub { free.append(.sequence([.text("repo_property_"), text, .text(":")])) }
      return .either(plain + [.sequence([.either(free), text])])
    }
    let rest = Expression.anyNumber(.sequence([.text(":"), pairs(subjects.keys)])).language
    let named = [
      "repo", "repository", "repository_owner", "repository_id", "repository_owner_id", "project_path", "project_id",
    ]
    let others = subjects.keys.filter { !named.contains($0) && (isGitHub || $0.hasPrefix("job_")) }
    let firsts = pairs(others)
    return SubjectGrammar(
      rest: rest,
      other: Expression.sequence([firsts, .language(rest)]).language
    )
  }

  /// Values of which a policy may ask something that no token has.
  private static func isPlain(_ kind: FactKind) -> Bool {
    switch kind {
    case .choice, .flag, .numericID, .fullRef, .gitlabRef, .gitlabProject: true
    default: false
    }
  }
}
