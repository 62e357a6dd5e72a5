package import KeylessAWS

/// What a tool's own configuration says of the session that a role is assumed for, beside its name.
package struct SessionPlan: Hashable, Sendable {
  /// Seconds, where the tool sends them.
  package var durationSeconds: Int?
  /// JSON, as it is written.
  package var policy: String?
  package var policyARNs: [String] = []
  /// In order of their keys.
  package var tags: [Session.Tag] = []
  package var transitiveTagKeys: [String] = []
  package var sourceIdentity: String?
  /// Arguments that are sent and whose value nobody knows, as in `assume_role.policy`.
  package var unknown: [String] = []

  package init() {}
}
