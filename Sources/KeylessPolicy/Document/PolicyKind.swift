/// What a policy is attached to, which decides the elements it must and must not have.
package enum PolicyKind: String, CaseIterable, Sendable {
  /// A role's trust policy: who may assume it.
  case trust
  /// A managed or inline policy of a user, group or role.
  case identity
  /// A policy on a bucket, a queue, a key.
  case resource
  case boundary
  /// A policy passed when a session is made.
  case session
  case serviceControl
  case resourceControl

  /// Whether statements name who they are about.
  package var namesPrincipals: Bool {
    switch self {
    case .trust, .resource, .resourceControl: true
    case .identity, .boundary, .session, .serviceControl: false
    }
  }

  package var description: String {
    switch self {
    case .trust: "a trust policy"
    case .identity: "an identity policy"
    case .resource: "a resource policy"
    case .boundary: "a permissions boundary"
    case .session: "a session policy"
    case .serviceControl: "a service control policy"
    case .resourceControl: "a resource control policy"
    }
  }
}
