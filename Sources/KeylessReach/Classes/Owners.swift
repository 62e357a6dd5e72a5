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

  /// More members of one value are a wildcard's doing and not spelled by anybody.
  private static let most = 4

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
    for (index, statement) in policy.document.statements.enumerated()
    where policy.speaks(index, of: request) {
      let isDeny = statement.effect.value == .deny
      for clause in statement.conditions where clause.test.value.comparison.isNegated == isDeny {
        for value in clause.values {
          for form in forms {
            let boxes = try SpelledValue.boxes(value.value, clause, form, work)
            for box in boxes { try learn(box, form, universe.platform.ownership, learnsNames) }
          }
        }
      }
    }
  }

  private mutating func learn(
    _ box: Box,
    _ form: Form,
    _ ownership: Ownership,
    _ learnsNames: Bool
  ) throws(TooComplex) {
    func members(_ name: String?) -> [String]? {
      guard let index = name.flatMap(form.place), case .text(let language)? = box.factors[index]?.values else {
        return nil
      }
      return language.members(atMost: Self.most)?.map { String(decoding: $0, as: UTF8.self) }
    }
    for id in members(ownership.projectID) ?? [] where !projectIDs.contains(id) { projectIDs.append(id) }
    for id in members(ownership.ownerID) ?? [] where !ownerIDs.contains(id) { ownerIDs.append(id) }
    learnProject(form, ownership, members)
    guard learnsNames, let owner = ownership.owner else { return }
    for name in members(owner.component)?.map(owner.text) ?? segment(box, form, owner) where !names.contains(name) {
      names.append(name)
    }
  }

  /// Adds the immutable ids that the whole policy leaves few of.
  mutating func learn(from reach: TrustReach) {
    let ownership = reach.universe.platform.ownership
    for part in reach.forms where part.form.subjectTemplate == nil {
      for box in part.sure.boxes {
        func members(_ name: String?) -> [String] {
          guard let index = name.flatMap(part.form.place), case .text(let language)? = box.factors[index]?.values else {
            return []
          }
          return (language.members(atMost: Self.most) ?? []).map { String(decoding: $0, as: UTF8.self) }
        }
        for id in members(ownership.projectID) where !projectIDs.contains(id) { projectIDs.append(id) }
        for id in members(ownership.ownerID) where !ownerIDs.contains(id) { ownerIDs.append(id) }
      }
    }
  }

  private mutating func learnProject(_ form: Form, _ ownership: Ownership, _ members: (String?) -> [String]?) {
    var found: [[String: String]] = [[:]]
    for component in ownership.project where form.place(of: component) != nil {
      guard let values = members(component) else { return }
      found = found.flatMap { project in
        values.map { value in project.merging([component: value]) { $1 } }
      }
    }
    for project in found where !project.isEmpty && !projects.contains(project) {
      // With a given owner somebody else's project is a stranger's, spelled in full or not.
      if areGiven, let owner = ownership.owner, let value = project[owner.component] {
        let name = owner.text(in: value).lowercased()
        guard names.contains(where: { $0.lowercased() == name }) else { continue }
      }
      projects.append(project)
    }
  }

  /// The first segment of a path when every path of the box has the same one.
  private func segment(_ box: Box, _ form: Form, _ owner: Ownership.Part) -> [String] {
    guard owner.cut == .firstSegment, let index = form.place(of: owner.component),
      case .text(let language)? = box.factors[index]?.values
    else { return [] }
    let prefix = language.commonPrefix
    guard prefix.contains(UInt8(ascii: "/")) else { return [] }
    return [owner.text(in: String(decoding: prefix, as: UTF8.self))]
  }
}
