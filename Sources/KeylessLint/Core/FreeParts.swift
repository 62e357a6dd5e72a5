import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// What a reach leaves free, by the parts of a pipeline's identity: owner, project, context.
struct FreeParts {
  let reach: StatementReach
  /// The subject's value that explains it.
  let text: SubjectText?

  /// Nil when nothing is left free that is worth a word.
  var shape: Opening.Shape? {
    switch reach.people {
    case .stranger: owner
    case .colleague: !isShared && ownerIsFree ? owner : project
    case .contributor: context
    case .protected, nil: nil
    }
  }

  private var ownership: Ownership { reach.ownership }

  /// Whether strangers have tokens of the issuer; an enterprise's own issuer is the enterprise's.
  private var isShared: Bool {
    let universe = reach.answer.universe
    guard universe.platform.isShared(universe.issuer) else { return false }
    return universe.platform.id.description != "github" || IssuerURL(universe.issuer)?.path.isEmpty != false
  }

  /// On an issuer of one's own everybody is a colleague, and the owner may still be free.
  private var ownerIsFree: Bool {
    guard let owner = ownership.owner, let language = reach.language(of: owner.component) else { return false }
    switch owner.cut {
    case .whole: return language.members(atMost: StatementReach.mostSpelled) == nil && !isLiteral
    case .firstSegment: return !language.commonPrefix.contains(UInt8(ascii: "/")) && !isLiteral
    }
  }

  private var isLiteral: Bool { text?.isLiteral ?? false }

  private var owner: Opening.Shape {
    if let template = reach.witness(.stranger)?.form.subjectTemplate, let first = template.first, !names(first) {
      return .customSubject
    }
    if let owner = ownership.owner, let language = reach.language(of: owner.component), !language.commonPrefix.isEmpty {
      return .ownerPrefix
    }
    guard let text else { return .anyOwner }
    if text.isBare { return .bareWildcard }
    return text.leavesOwner(starts) ? .anyOwner : .leadingWildcard
  }

  /// Whether a subject that begins with this claim says whose it is.
  private func names(_ key: String) -> Bool {
    let own = ["repo", "repository", "repository_owner"] + ownership.project
    return own.contains(key) || key == ownership.projectID || key == ownership.ownerID
      || ownership.tenantIDs.contains(key)
  }

  /// With what the platform's default subjects begin.
  private var starts: [String] {
    reach.answer.universe.forms.compactMap { form in
      if case .literal(let start)? = form.token?.subject.segments.first { start } else { nil }
    }
  }

  private var project: Opening.Shape {
    if !isShared, let text, text.isBare { return .bareWildcard }
    let parts = ownership.project.compactMap { name in reach.language(of: name).map { (name, $0) } }
    guard let free = parts.firstIndex(where: { $0.1.members(atMost: StatementReach.mostSpelled) == nil }) else {
      return .everyProject
    }
    // What stands behind it is spelled, and does not help.
    if parts[(free + 1)...].contains(where: { $0.1.members(atMost: StatementReach.mostSpelled) != nil }) {
      return .leadingWildcard
    }
    let (last, language) = parts[free]
    var prefix = language.commonPrefix
    let isPath = ownership.owner?.cut == .firstSegment && ownership.owner?.component == last
    if isPath, let slash = prefix.lastIndex(of: UInt8(ascii: "/")) { prefix = Array(prefix[(slash + 1)...]) }
    if !prefix.isEmpty { return .projectPrefix }
    return language.commonSuffix.isEmpty ? .everyProject : .leadingWildcard
  }

  // MARK: the context

  private var context: Opening.Shape? {
    switch reach.answer.universe.platform.id.description {
    case "github": gitHubContext
    case "gitlab": gitLabContext
    default: otherContext
    }
  }

  private var gitHubContext: Opening.Shape? {
    func named(_ name: String) -> (TrustReach.FormReach) -> Bool { { $0.form.token?.name == name } }
    // A workflow that is called at a ref of its own runs what stands there, whatever branch calls it.
    if let called = reach.language(of: "job_workflow_ref"), called.members(atMost: StatementReach.mostSpelled) != nil {
      return nil
    }
    let refs = reach.language(of: "ref", where: named("ref"))
    let environments = reach.language(of: "environment", where: named("environment"))
    let hasRequests = reach.parts.contains(where: named("pull_request"))
    let isAnyRef = reach.isFree("ref", where: named("ref"))
    let isAnyEnvironment =
      reach.isFree("environment", where: named("environment")) && !reach.isSpelled("ref", where: named("environment"))
    if [isAnyRef, isAnyEnvironment, hasRequests].count(where: { $0 }) > 1, isAnyRef || isAnyEnvironment {
      return .anyContext
    }
    if isLiteral { return hasRequests ? .pullRequest : nil }
    let isLooseRef = refs.map { $0.members(atMost: StatementReach.mostSpelled) == nil } ?? false
    let isLooseEnvironment =
      environments.map { $0.members(atMost: StatementReach.mostSpelled) == nil } ?? false
      && !reach.isSpelled("ref", where: named("environment"))
    if isLooseRef, isLooseEnvironment { return .contextSuffix }
    if hasRequests { return .pullRequest }
    if isLooseEnvironment { return .environmentWildcard }
    guard let refs else { return nil }
    let heads = Self.below("refs/heads/", refs)
    let tags = Self.below("refs/tags/", refs)
    return branches(heads, tags, isAny: isAnyRef || isAnyBranch(heads))
  }

  private func isAnyBranch(_ heads: Language) -> Bool {
    guard let form = reach.answer.universe.forms.first(where: { $0.token?.name == "ref" }),
      let place = form.place(of: "ref")
    else { return false }
    return StatementReach.isMost(heads, of: Self.below("refs/heads/", form.components[place].domain.language))
  }

  private var gitLabContext: Opening.Shape? {
    func typed(_ type: String) -> (TrustReach.FormReach) -> Bool { { $0.form.token?.fixed["ref_type"] == .text(type) } }
    if isLiteral { return nil }
    let heads = reach.language(of: "ref", where: typed("branch")) ?? .none
    let tags = reach.language(of: "ref", where: typed("tag")) ?? .none
    let isAnyBranch = reach.isFree("ref", where: typed("branch"))
    if isAnyBranch, reach.isFree("ref", where: typed("tag")) { return .anyContext }
    let areLoose =
      heads.members(atMost: StatementReach.mostSpelled) == nil
      && tags.members(atMost: StatementReach.mostSpelled) == nil
    if areLoose, !isAnyBranch, !heads.isDisjoint(with: tags), heads.commonPrefix.isEmpty { return .contextSuffix }
    return branches(heads, tags, isAny: isAnyBranch)
  }

  private func branches(_ heads: Language, _ tags: Language, isAny: Bool) -> Opening.Shape? {
    if heads.isEmpty { return nil }
    if isAny { return .anyBranch }
    if !heads.isDisjoint(with: tags) { return .tagOrBranch }
    return heads.members(atMost: StatementReach.mostSpelled) == nil ? .branchPrefix : nil
  }

  /// Every part of the subject behind the project is free.
  private var otherContext: Opening.Shape? {
    guard ["buildkite", "eks"].contains(reach.answer.universe.platform.id.description) else { return nil }
    let own = ownership.project + [ownership.projectID, ownership.ownerID].compactMap(\.self)
    for part in reach.parts {
      guard let token = part.form.token else { return nil }
      let behind = token.subject.components.filter { !own.contains($0) }
      let isOpen =
        !behind.isEmpty && behind.allSatisfy { component in reach.isFree(component) { $0.form.token == token } }
      if isOpen { return .anyContext }
    }
    return nil
  }

  /// What stands behind a text in the members that begin with it.
  private static func below(_ start: String, _ language: Language) -> Language {
    let state = language.step(language.start, Array(start.utf8))
    return language.isDead(state) ? .none : language.rest(from: state)
  }
}
