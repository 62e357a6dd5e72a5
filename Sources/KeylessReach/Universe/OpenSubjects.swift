import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Subjects of custom templates whose first key is known and whose rest is not: an upper bound on what a template that was
/// not tried could give.
struct OpenSubjects {
  private let platform: Platform
  private let issuer: String

  init(_ platform: Platform, issuer: String) {
    self.platform = platform
    self.issuer = issuer
  }

  /// Every beginning that a custom subject of this platform can have, the rest being anything behind a colon; none for a
  /// platform without custom subjects.
  var templates: [[KeyPart]] {
    switch platform.id.description {
    case "github":
      let repository: [KeyPart] = [.component("owner"), .literal("/"), .component("name")]
      let immutable: [KeyPart] = [
        .component("owner"), .literal("@"), .component("repository_owner_id"), .literal("/"), .component("name"),
        .literal("@"), .component("repository_id"),
      ]
      let known: [[KeyPart]] = [
        [.literal("repo:")] + repository, [.literal("repo:")] + immutable, [.literal("repository:")] + repository,
        [.literal("repository_owner:"), .component("owner")],
        [.literal("repository_id:"), .component("repository_id")],
        [.literal("repository_owner_id:"), .component("repository_owner_id")],
      ]
      let named = ["repository", "repository_owner", "repository_id", "repository_owner_id", "head_repository"]
      let others = platform.facts.map(\.name).filter { !named.contains($0) } + ["context"]
      return known.map { $0 + [.rest] } + others.map { [.literal($0 + ":"), .value] }
    case "gitlab":
      return [
        [.literal("project_path:"), .component("project_path"), .rest],
        [.literal("project_id:"), .component("project_id"), .rest], [.literal("job_project_id:"), .value],
        [.literal("job_project_path:"), .value],
      ]
    default: return []
    }
  }

  enum KeyPart {
    case literal(String)
    case component(String)
    /// Nothing, or a colon and anything.
    case rest
    /// Anything.
    case value
  }

  /// GitLab's components are few, so what follows the first one is known but for its order.
  private static let gitlabComponents = [
    "project_path", "ref_type", "ref", "project_id", "ref_protected", "environment_protected", "deployment_tier",
    "job_project_id", "job_project_path",
  ]

  private static let anyRest: Language = {
    let anything = Expression.language(Grammar.printable)
    return Expression.optional(.sequence([.text(":"), anything])).language
  }()

  private var rest: Language { platform.id == "gitlab" ? Self.gitlabRest : Self.anyRest }

  private static let gitlabRest: Language = {
    guard let platform = Platform.named("gitlab") else { return anyRest }
    let parts = gitlabComponents.compactMap { name in
      platform.fact(named: name).map { Expression.sequence([.text(":\(name):"), .language($0.kind.language)]) }
    }
    return Expression.anyNumber(.either(parts)).language
  }()

  /// The form with each of these subjects in the place of its own.
  ///
  /// Only those that can begin a text of the language.
  func forms(_ form: Form, beginning language: Language = .anything) -> [Form] {
    let rest = rest
    return templates.compactMap { parts in
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
        case .rest: segments.append(.component(form.add(Component("rest?", .text(rest))), .none))
        case .value: segments.append(.component(form.add(Component("value?", .text(Grammar.printable))), .none))
        }
      }
      form.set(ConditionKeyMap.prefix(of: issuer) + ":sub", .template(segments, presence: nil))
      return form
    }
  }

  private func addable(_ name: String, _ form: inout Form) -> Int? {
    platform.fact(named: name).map { form.add(Component(name, .text($0.kind.language), longest: $0.kind.longest)) }
  }
}
