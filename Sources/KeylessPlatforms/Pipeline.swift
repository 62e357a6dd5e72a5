/// The structured facts that one job token is made from: project, ref type, ref, environment, event, ids.
///
/// Facts carry the names of the claims they become, or a short form of them; whatever follows from another fact (a namespace from a project
/// path, a full ref from ref type and ref) is derived by the platform and need not be given.
package struct Pipeline: Hashable, Sendable {
  package var platform: PlatformID
  package var facts: [String: FactValue]

  package init(platform: PlatformID, facts: [String: FactValue]) {
    self.platform = platform
    self.facts = facts
  }

  package subscript(fact: String) -> FactValue? {
    get { facts[fact] }
    set { facts[fact] = newValue }
  }
}
