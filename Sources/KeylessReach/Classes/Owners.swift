import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// Whose role it is: the namespaces, projects and ids that a policy spells in full, and those that were given.
package struct Owners: Hashable, Sendable {
  /// Names of owners: an organization, a top-level group, a workspace.
  package var names: [String]
  /// Each by the components that name it.
  package var projects: [[String: String]]
  package var projectIDs: [String]
  package var ownerIDs: [String]
  /// Whether the names were given, and not read out of the policy.
  package var areGiven: Bool

  package init(names: [String] = [], projects: [[String: String]] = [], areGiven: Bool = false) {
    self.names = names
    self.projects = projects
    projectIDs = []
    ownerIDs = []
    self.areGiven = areGiven
  }

  /// Names that a policy spells and that are not among the given ones: their ids are not the given owners' either.
  private(set) var foreign: Set<String> = []

  /// Adds what a policy spells in full: by the positive values of an `Allow`, or the negated ones of a `Deny`.
  package mutating func learn(
    from policy: CompiledPolicy,
    _ request: PolicyRequest,
    _ universe: TrustUniverse,
    _ work: Work
  ) throws(TooComplex) {
    let learnsNames = names.isEmpty
    let forms = universe.forms + universe.customForms
    try learn(from: policy, request, forms, universe, learnsNames, work)
    // A subject that nobody mints by default may still spell whose it is.
    if names.isEmpty, projects.isEmpty {
      let open = OpenSubjects(universe.platform, issuer: universe.issuer)
      try learn(from: policy, request, universe.forms.flatMap { open.forms($0) }, universe, learnsNames, work)
    }
  }

  private mutating func learn(
    from policy: CompiledPolicy,
    _ request: PolicyRequest,
    _ forms: [Form],
    _ universe: TrustUniverse,
    _ learnsNames: Bool,
    _ work: Work
  ) throws(TooComplex) {
    let ownership = universe.platform.ownership
    // A project may be named by one claim after the other; what is denied counts beside every statement.
    var parts: [(isDeny: Bool, clauses: [[[String: String]]])] = []
    for (index, statement) in policy.document.statements.enumerated()
    where policy.speaks(index, of: request) {
      let isDeny = statement.effect.value == .deny
      var clauses: [[[String: String]]] = []
      for clause in statement.conditions where clause.test.value.comparison.isNegated == isDeny {
        var partial: [[String: String]] = []
        for value in clause.values {
          for form in forms {
            guard let spelled = try SpelledValue(value.value, clause, form, work) else { continue }
            learn(spelled, form, ownership, learnsNames)
            let named = ownership.project.filter { form.place(of: $0) != nil }
            var project: [String: String] = [:]
            for component in named { project[component] = spelled.text(of: component) }
            if project.count == named.count {
              learn(project, ownership)
            } else if !project.isEmpty, !partial.contains(project) {
              partial.append(project)
            }
          }
        }
        if !partial.isEmpty { clauses.append(partial) }
      }
      if !clauses.isEmpty { parts.append((isDeny, clauses)) }
    }
    let denied = parts.filter(\.isDeny).flatMap(\.clauses)
    let allowed = parts.filter { !$0.isDeny }.map(\.clauses)
    for clauses in allowed.isEmpty ? [[]] : allowed {
      try join(clauses + denied, forms, ownership, work)
    }
  }

  /// Adds the projects that several clauses name together.
  private mutating func join(
    _ clauses: [[[String: String]]],
    _ forms: [Form],
    _ ownership: Ownership,
    _ work: Work
  ) throws(TooComplex) {
    guard clauses.count > 1 else { return }
    var found: [[String: String]] = [[:]]
    for clause in clauses {
      var next: [[String: String]] = []
      for project in found {
        for part in clause where part.allSatisfy({ project[$0.key] ?? $0.value == $0.value }) {
          next.append(project.merging(part) { $1 })
        }
      }
      try work.check(boxes: next.count)
      found = next
    }
    let shapes = Set(forms.map { form in Set(ownership.project.filter { form.place(of: $0) != nil }) })
    for project in found where shapes.contains(Set(project.keys)) { learn(project, ownership) }
  }

  private mutating func learn(_ spelled: SpelledValue, _ form: Form, _ ownership: Ownership, _ learnsNames: Bool) {
    if let id = spelled.text(of: ownership.projectID), !projectIDs.contains(id) { projectIDs.append(id) }
    if let id = spelled.text(of: ownership.ownerID), !ownerIDs.contains(id) { ownerIDs.append(id) }
    guard let owner = ownership.owner else { return }
    let whole = spelled.text(of: owner.component).map(owner.text)
    guard let name = whole ?? (owner.cut == .firstSegment ? spelled.firstSegment(of: owner.component) : nil) else {
      return
    }
    if learnsNames {
      if !names.contains(name) { names.append(name) }
    } else if !isOwn(name) {
      foreign.insert(name)
    }
  }

  private func isOwn(_ name: String) -> Bool { names.contains { $0.lowercased() == name.lowercased() } }

  /// Adds the immutable ids that the whole policy pins, each statement of it one.
  mutating func learn(from reach: TrustReach) {
    let ownership = reach.universe.platform.ownership
    for part in reach.forms where part.form.subjectTemplate == nil {
      for box in part.sure.boxes {
        func only(_ name: String?) -> String? {
          guard let index = name.flatMap(part.form.place), case .text(let language)? = box.factors[index]?.values else {
            return nil
          }
          return language.onlyMember.map { String(decoding: $0, as: UTF8.self) }
        }
        if let id = only(ownership.projectID), !projectIDs.contains(id) { projectIDs.append(id) }
        if let id = only(ownership.ownerID), !ownerIDs.contains(id) { ownerIDs.append(id) }
      }
    }
  }

  private mutating func learn(_ project: [String: String], _ ownership: Ownership) {
    guard !project.isEmpty, !projects.contains(project) else { return }
    // With a given owner somebody else's project is a stranger's, spelled in full or not.
    if areGiven, let owner = ownership.owner, let value = project[owner.component] {
      guard isOwn(owner.text(in: value)) else { return }
    }
    projects.append(project)
  }
}
