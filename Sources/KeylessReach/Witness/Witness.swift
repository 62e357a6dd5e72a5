package import KeylessPlatforms
package import KeylessPolicy

/// One concrete pipeline that gets in, and who could cause it.
package struct Witness: Sendable {
  package let kind: PeopleClass
  package let form: Form
  package let point: Point
  /// What a job would have to be.
  package let pipeline: Pipeline
  /// What the policy is shown.
  package let context: RequestContext

  /// The engines disagree about a pipeline: a mistake of ours, never of the policy.
  package struct Disagreement: Error, CustomStringConvertible {
    package let description: String
  }
}
