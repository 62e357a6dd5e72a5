package import KeylessPolicy

extension AuthorizationDecision {
  /// `allowed by the identity-based policy`, and the like.
  package var summary: String {
    switch outcome {
    case .allow: "\(action) allowed by the \(layer.name)"
    case .deny: "\(action) explicitly denied by the \(layer.name)"
    case .implicitDeny: "\(action) not allowed by any \(layer.name)"
    }
  }

  /// Which statement came nearest and what it lacked, for the log.
  package var reason: String {
    let asked = decisions.filter { $0.layer == layer }
    guard !asked.isEmpty else { return "there is no \(layer.name)" }
    return asked.map { $0.decision.reason(for: action, policy: "the \(layer.name)") }.joined(separator: "; ")
  }
}
