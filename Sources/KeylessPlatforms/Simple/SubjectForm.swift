/// One subject of a `SimplePlatform`, and the pipelines that have it.
struct SubjectForm: Sendable {
  let name: String
  /// Which pipelines have it; the forms of a platform (with the same choice) exclude each other.
  let condition: FactCondition
  let segments: [ClaimTemplate.Segment]
  /// The subject template that asks for this form; nil: what a token has by itself.
  let choice: String?
  let evidence: Evidence

  init(
    _ name: String,
    when condition: FactCondition = .always,
    _ segments: [ClaimTemplate.Segment],
    choice: String? = nil,
    evidence: Evidence = .documented
  ) {
    self.name = name
    self.condition = condition
    self.segments = segments
    self.choice = choice
    self.evidence = evidence
  }
}
