import KeylessPolicy
import KeylessReach

/// Asks both engines about one point.
struct Examiner: Sendable {
  /// The evaluator; another one only to see the test fail.
  var decide: @Sendable (CompiledPolicy, PolicyRequest) -> Bool = { $0.decide($1) == .allow }

  struct Finding {
    var isAdmitted: Bool
    var isDecided: Bool
    var agrees: Bool
  }

  func finding(_ ground: Ground, _ field: Field, _ point: Point) -> Finding {
    let isAdmitted = decide(ground.compiled, field.request(point))
    let sure = field.sure.contains(point)
    let possible = ground.isExact ? sure : field.possible.contains(point)
    return Finding(
      isAdmitted: isAdmitted,
      isDecided: sure == possible,
      agrees: isAdmitted ? possible : !sure
    )
  }

  /// Whether the engines still disagree; a policy that is none any more proves nothing.
  func disagrees(_ example: Counterexample) -> Bool {
    guard let ground = try? example.arena.ground(example.policy),
      let field = ground.fields.first(where: { $0.name == example.form })
    else { return false }
    return !finding(ground, field, example.point(field)).agrees
  }
}
