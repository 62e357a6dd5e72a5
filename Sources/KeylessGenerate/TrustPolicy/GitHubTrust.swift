import KeylessIntent
import KeylessSource

/// One GitHub entry as clauses: context by context and layout by layout, ids beside the names where AWS maps the claims.
struct GitHubTrust {
  private let admission: Admission
  private let intent: Intent
  private let style: TrustStyle
  private var isMapped: Bool { intent.issuer.mapsClaims }

  init(_ admission: Admission, _ intent: Intent, _ style: TrustStyle) {
    self.admission = admission
    self.intent = intent
    self.style = style
  }

  var clauses: [TrustClause] {
    if !admission.environments.isEmpty {
      let environments = admission.environments.map { ClaimPattern($0.value) }
      if style.joins { return environmentClauses(environments) }
      return environmentClauses(environments.filter { !$0.isLike }) + environmentClauses(environments.filter(\.isLike))
    }
    if admission.requests == .only {
      return TrustClause.split(subjects([ClaimPattern("pull_request")]), conditions, style)
    }
    guard factors, refs.count > 1 else {
      return TrustClause.split(subjects(refs.map { "ref:" + $0 }), conditions, style)
    }
    return TrustClause.alternatives("ref", refs, style).flatMap {
      TrustClause.split(subjects(["ref:" + .any]), conditions + [$0], style)
    }
  }

  /// Whether the alternatives of a subject's end stand in a claim of their own, which holds the same text.
  private var factors: Bool { style.factors && isMapped && intent.subject.has("context") }

  /// Environments that are all exact or all with wildcards; a ref beside them is a claim of its own.
  private func environmentClauses(_ environments: [ClaimPattern]) -> [TrustClause] {
    guard !environments.isEmpty else { return [] }
    var conditions = conditions
    // `sub` writes `:` as `%3A` and leaves `%` alone, so only the claim itself tells some names apart.
    let isAmbiguous = environments.contains { $0.isFolded || ($0.isLike && $0 != .any) }
    let isFactored = factors && environments.count > 1
    if isFactored || (isMapped && isAmbiguous) {
      conditions += TrustClause.alternatives("environment", environments, style)
    }
    let names = isFactored ? [.any] : environments.map(\.percentEncodingColons)
    let subjects = subjects(names.map { "environment:" + $0 })
    let refs = refs
    guard !refs.isEmpty else { return TrustClause.split(subjects, conditions, style) }
    return TrustClause.alternatives("ref", refs, style).flatMap {
      TrustClause.split(subjects, conditions + [$0], style)
    }
  }

  private var conditions: [TrustClause.Condition] {
    guard isMapped else { return [] }
    var conditions: [TrustClause.Condition] = []
    if let id = admission.projectID {
      conditions.append(.init(test: .equals, claim: "repository_id", values: [id.value]))
    }
    if let id = admission.ownerID {
      conditions.append(.init(test: .equals, claim: "repository_owner_id", values: [id.value]))
    }
    // Where no id stands in the immutable subject, its `@*` could reach over the repository of a colleague, whose own
    // subject template spells the rest; the claim cannot be spelled.
    let isOpen = admission.projectID == nil && admission.ownerID == nil && intent.subject.layouts.contains(.immutable)
    if let project = admission.project, isOpen || !intent.subject.has("repo") {
      conditions += TrustClause.alternatives("repository", [ClaimPattern(project.value)], style)
    }
    return conditions
  }

  private var refs: [ClaimPattern] {
    admission.branches.map { "refs/heads/" + ClaimPattern($0.value) }
      + admission.tags.map { "refs/tags/" + ClaimPattern($0.value) }
  }

  private func subjects(_ contexts: [ClaimPattern]) -> [ClaimPattern] {
    let layouts = intent.subject.has("repo") ? intent.subject.layouts : Array(intent.subject.layouts.prefix(1))
    return contexts.flatMap { context in layouts.compactMap { subject(context, $0) } }
  }

  private func subject(_ context: ClaimPattern, _ layout: Subject.Layout) -> ClaimPattern? {
    var subject: ClaimPattern?
    for component in intent.subject.components {
      guard let value = value(component, context, layout) else { return nil }
      subject = subject.map { $0 + (":" + value) } ?? value
    }
    return subject
  }

  private func value(_ component: String, _ context: ClaimPattern, _ layout: Subject.Layout) -> ClaimPattern? {
    guard let (owner, repository) = admission.project.flatMap({ ClaimPattern($0.value).atFirstSlash }) else {
      return nil
    }
    switch component {
    case "repo":
      guard layout == .immutable else { return "repo:\(owner)/" + repository }
      let ownerID = admission.ownerID.map { ClaimPattern($0.value) } ?? .any
      let projectID = admission.projectID.map { ClaimPattern($0.value) } ?? .any
      return "repo:\(owner)@" + ownerID + ("/" + repository) + ("@" + projectID)
    case "context": return context
    case "repository_owner": return ClaimPattern("repository_owner:\(owner)")
    case "repository_id": return admission.projectID.map { ClaimPattern("repository_id:\($0.value)") }
    case "repository_owner_id": return admission.ownerID.map { ClaimPattern("repository_owner_id:\($0.value)") }
    default: return nil
    }
  }
}
