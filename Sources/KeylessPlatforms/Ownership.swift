/// Which components of a form say whose token it is, so that a witness can be told by who could cause it.
///
/// Whoever can write to the project can cause any token that differs only in other components (a contributor); whoever
/// can create a project beside it can cause any that keeps the owner (a colleague). On a private issuer the tenant is the
/// owner, whatever the components say.
package struct Ownership: Hashable, Sendable {
  /// The components that together name the project, as far as a form has them.
  package let project: [String]
  /// The component that names the owner; nil where only the issuer does.
  package let owner: Part?
  /// An immutable id of the project.
  package let projectID: String?
  /// An immutable id of the owner; GitLab's is that of the immediate parent.
  package let ownerID: String?
  /// Ids of a tenant above the owner, which nobody can choose.
  package let tenantIDs: [String]
  /// Any one of these shows that the run is protected.
  package let protection: [Mark]

  init(
    project: [String],
    owner: Part? = nil,
    projectID: String? = nil,
    ownerID: String? = nil,
    tenantIDs: [String] = [],
    protection: [Mark] = []
  ) {
    self.project = project
    self.owner = owner
    self.projectID = projectID
    self.ownerID = ownerID
    self.tenantIDs = tenantIDs
    self.protection = protection
  }

  /// A component, or the part of it that is meant.
  package struct Part: Hashable, Sendable {
    package let component: String
    package let cut: Cut

    init(_ component: String, _ cut: Cut = .whole) {
      self.component = component
      self.cut = cut
    }

    /// The part's text in a component's value.
    package func text(in value: String) -> String {
      switch cut {
      case .whole: value
      case .firstSegment: String(decoding: value.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
      }
    }
  }

  package enum Cut: Hashable, Sendable {
    case whole
    /// What stands before the first `/`: the top-level namespace of a path.
    case firstSegment
  }

  /// A component's value that only a protected run has.
  package struct Mark: Hashable, Sendable {
    package let component: String
    package let value: String

    init(_ component: String, _ value: String) {
      self.component = component
      self.value = value
    }
  }
}
