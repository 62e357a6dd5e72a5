package import KeylessSource

/// A token that the platform gives a job, or that the job asks for.
package struct JobToken: Hashable, Sendable {
  /// The variable that holds it (GitLab's `id_tokens` key); nil when a step asks for it (GitHub).
  package var variable: String?
  package var audiences: [CIText]
  /// Where it is declared or asked for.
  package var span: SourceSpan
  /// How it reaches a tool; empty when nothing of the job hands it on.
  package var deliveries: [Delivery]

  /// How a token reaches the SDK.
  package enum Delivery: Hashable, Sendable {
    /// Written to this file, at this place of a script.
    case file(CIText)
    /// Given to a command as an argument or variable.
    case argument(SourceSpan)
    /// An action does it.
    case action(SourceSpan)
  }

  package init(variable: String?, audiences: [CIText], span: SourceSpan, deliveries: [Delivery] = []) {
    self.variable = variable
    self.audiences = audiences
    self.span = span
    self.deliveries = deliveries
  }
}
