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

  /// Adds what the positive values of a policy's `Allow` statements spell in full.
  package mutating func learn(
    from policy: CompiledPolicy,
    _ request: PolicyRequest,
    _ universe: TrustUniverse,
    _ work: Work
  ) throws(TooComplex) {
    let learnsNames = names.isEmpty
    for (index, statement) in policy.document.statements.enumerated()
    where statement.effect.value == .allow && policy.speaks(index, of: request) {
      for clause in statement.conditions where !clause.test.value.comparison.isNegated {
        for value in clause.values {
          for form in universe.forms + universe.customForms {
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

  private mutating func learnProject(_ form: Form, _ ownership: Ownership, _ members: (String?) -> [String]?) {
    var found: [[String: String]] = [[:]]
    for component in ownership.project where form.place(of: component) != nil {
      guard let values = members(component) else { return }
      found = found.flatMap { project in
        values.map { value in project.merging([component: value]) { $1 } }
      }
    }
    for project in found where !project.isEmpty && !projects.contains(project) { projects.append(project) }
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
