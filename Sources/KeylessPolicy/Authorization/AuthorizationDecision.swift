/// A kind of policy in its part of an authorization.
package enum PolicyLayer: Hashable, Sendable {
  case identity, resource, boundary, session
  /// Counted from the root of the organization.
  case serviceControl(level: Int)
  case resourceControl(level: Int)

  /// Whether the layer belongs to the caller; a caller without an account has none of these.
  var isCallersSide: Bool {
    switch self {
    case .identity, .boundary, .session, .serviceControl: true
    case .resource, .resourceControl: false
    }
  }

  package var name: String {
    switch self {
    case .identity: "identity-based policy"
    case .resource: "resource-based policy"
    case .boundary: "permissions boundary"
    case .session: "session policy"
    case .serviceControl: "service control policy"
    case .resourceControl: "resource control policy"
    }
  }
}

/// What all policies together answered, and which of them settled it.
package struct AuthorizationDecision: Sendable, CustomStringConvertible {
  package let outcome: PolicyOutcome
  /// The layer that allowed, or that denied first.
  package let layer: PolicyLayer
  package let action: String
  /// Each policy's own answer, those that had no say included.
  package let decisions: [(layer: PolicyLayer, decision: Decision)]

  /// How AWS ends its `AccessDenied` sentence; empty for `sts:AssumeRole…`, `sts:TagSession` and `sts:SetSourceIdentity`,
  /// which say no reason.
  ///
  /// The texts for resource policies, for resource control policies, for an implicit denial by a service control policy
  /// and for an explicit one by a boundary or a session policy are formed alike and (unverified).
  package var denialReason: String {
    let folded = ASCIIFold.folded(action)
    let isAboutRole = ["sts:assumerole", "sts:tagsession", "sts:setsourceidentity"].contains {
      folded.starts(with: $0.utf8)
    }
    guard outcome != .allow, !isAboutRole else { return "" }
    guard outcome == .deny else { return " because no \(layer.name) allows the \(action) action" }
    return layer == .identity
      ? " with an explicit deny in an \(layer.name)" : " with an explicit deny in a \(layer.name)"
  }

  /// AWS's whole sentence for a caller and a resource; nil when the request is allowed.
  ///
  /// Without a resource it names `*`.
  package func denialSentence(caller: String, resource: String?) -> String? {
    guard outcome != .allow else { return nil }
    return "User: \(caller) is not authorized to perform: \(action) on resource: \(resource ?? "*")\(denialReason)"
  }

  package var description: String {
    let verb =
      switch outcome {
      case .allow: "allowed by the"
      case .deny: "explicitly denied by the"
      case .implicitDeny: "not allowed by any"
      }
    return decisions.reduce("\(verb) \(layer.name)\n") { $0 + "\($1.layer.name): \($1.decision)" }
  }
}
