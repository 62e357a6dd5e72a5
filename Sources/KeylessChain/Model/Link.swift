/// A link that fires: its kind, where the deciding line is, and what it does.
package struct Link: Hashable, Sendable {
  package let kind: LinkKind
  package let origin: LinkOrigin
  package let plan: CredentialPlan

  package init(_ kind: LinkKind, from origin: LinkOrigin, _ plan: CredentialPlan) {
    self.kind = kind
    self.origin = origin
    self.plan = plan
  }

  /// The link whose credentials the whole rests on: itself, or the one below the roles that are assumed.
  package var base: Link {
    if case .assumeRole(_, let base) = plan { return base.base }
    return self
  }
}
