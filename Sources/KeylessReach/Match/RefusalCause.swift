package import KeylessPolicy

/// How surely a condition is why a job's pipeline is refused: an example has values that nobody told, and what is refused
/// because of them says nothing about the job.
package struct RefusalCause {
  package enum Strength: Comparable, Sendable {
    /// Every pipeline of the run is refused by it, whatever was not told.
    case always
    /// This pipeline is, whatever was not told.
    case here
    /// It may be met by what was not told.
    case perhaps
  }

  private let form: Form
  private let every: BoxSet
  private let own: BoxSet
  private let work = Work()

  /// Nil where the region is too complex.
  package init?(_ example: RegionMatch.Example, _ region: PipelineRegion) {
    let form = example.form
    self.form = form
    guard let every = try? region.boxes(form, work) else { return nil }
    self.every = every
    own = BoxSet(
      every.boxes.map { box in
        var box = box
        for (index, component) in form.components.enumerated() where !region.isFree(component) {
          guard case .text(let text) = example.point.values[index], case .text = component.domain.values else {
            continue
          }
          box.factors[index] = .text(.text(text))
        }
        return box
      },
      domain: form.domain
    )
  }

  package func strength(_ clause: ConditionClause) -> Strength {
    // What may be met here may be met somewhere.
    if !isUnmet(clause, in: own) { return .perhaps }
    return isUnmet(clause, in: every) ? .always : .here
  }

  /// Whether a statement speaks of the pipeline whatever was not told, its conditions alone considered.
  package func surelyMeets(_ conditions: [ConditionClause]) -> Bool {
    guard let met = try? PolicyRegion.region(of: conditions, form, work) else { return false }
    return (try? own.isSubset(of: met.sure, work)) ?? false
  }

  private func isUnmet(_ clause: ConditionClause, in given: BoxSet) -> Bool {
    let met = try? ConditionRegion.region(clause, form, within: Region(given), work)
    return met.map { $0.possible.withinLimits(form).isEmpty } ?? false
  }
}
