import KeylessPlatforms
import KeylessPolicy

/// Finds pipelines that show what a set says, and asks the exact evaluator about each of them.
struct WitnessSearch {
  /// All of them have to let a pipeline in.
  let policies: [CompiledPolicy]
  let provider: String
  let universe: TrustUniverse
  let work: Work

  /// Nil when no pipeline of these can be named.
  func witness(
    _ kind: PeopleClass,
    in people: BoxSet,
    _ form: Form,
    _ owners: Owners
  ) throws -> Witness? {
    let chooser = PointChooser(
      platform: universe.platform,
      issuer: universe.issuer,
      form: form,
      kind: kind,
      owners: owners
    )
    for box in people.boxes {
      guard let point = chooser.point(in: box) else { continue }
      let witness = made(kind, form, point)
      try check(witness, isAllowed: true)
      return witness
    }
    return nil
  }

  private func made(_ kind: PeopleClass, _ form: Form, _ point: Point) -> Witness {
    let pipeline = universe.pipeline(of: point, form)
    return Witness(kind: kind, form: form, point: point, pipeline: pipeline, context: form.context(of: point))
  }

  /// The witness with one component changed so that it is refused; nil where every neighbour gets in.
  func refused(beside witness: Witness, _ part: TrustReach.FormReach) throws -> Witness? {
    for (index, component) in witness.form.components.enumerated() where component.origin == .pipeline {
      var outside = component.domain
      for box in part.possible.boxes {
        guard let factor = box.factors[index] else {
          outside = Factor(component.domain.values.none)
          break
        }
        outside = try outside.subtracting(factor, work)
      }
      guard case .text(let language) = outside.values, let text = language.shortest(within: component.longest) else {
        continue
      }
      var point = witness.point
      point.values[index] = .text(text)
      guard !part.possible.contains(point) else { continue }
      let refused = made(witness.kind, witness.form, point)
      try check(refused, isAllowed: false)
      return refused
    }
    return nil
  }

  /// The exact evaluator's word on a pipeline; the two engines check each other on every run.
  private func check(_ witness: Witness, isAllowed: Bool) throws {
    let request = TrustReach.request(provider, witness.context)
    let allowed = policies.allSatisfy { $0.decide(request) == .allow }
    guard allowed != isAllowed else { return }
    let keys = witness.context.all.map { "\($0.key)=\($0.values.joined(separator: ","))" }.joined(separator: " ")
    let text =
      "the reach says \(isAllowed ? "allowed" : "refused") and the evaluator \(allowed ? "allowed" : "refused"): \(keys)"
    assertionFailure(text)
    throw Witness.Disagreement(description: text)
  }
}
