/// A near miss: a pipeline that differs from another in one fact and what follows from it.
///
/// Rehearsals play these against a role: whoever trusts `acme/shop` on `main` rarely means `acme/shop-evil` too.
package struct Variation: Hashable, Sendable {
  package let name: String
  /// The facts that differ; the one that was changed on purpose comes first.
  package let changes: [Change]
  /// Complete and legal on the platform.
  package let pipeline: Pipeline
  /// Why the platform gives this pipeline no token; nil when it gets one.
  package let unmintable: String?
  /// What else to know before judging it.
  package let note: String?

  package struct Change: Hashable, Sendable {
    package let fact: String
    package let from: FactValue?
    package let to: FactValue?
  }
}
