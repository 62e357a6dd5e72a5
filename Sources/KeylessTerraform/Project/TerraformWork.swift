/// What the evaluation of one root has cost so far.
final class TerraformWork {
  let limits: TerraformLimits
  private var spent = 0
  private var depth = 0

  init(_ limits: TerraformLimits) { self.limits = limits }

  static let turn = 20

  var isExhausted: Bool { spent > limits.work }
  let exhausted = TerraformUnknown.exhausted
  let tooDeep = "the expressions refer to each other more deeply than is followed"
  let tooNested = "the value has more values within each other than are followed"
  let tooLong = "the text is longer than is built"

  func spend(_ steps: Int) { spent += steps }

  /// A resource's attribute takes as much of the stack as this many expressions: a policy document may be behind it.
  static let resource = 8

  /// Why one more level is not entered; nil when it is, and then `leave` with the same number is due.
  func enter(_ levels: Int = 1) -> String? {
    spent += 1
    if isExhausted { return exhausted }
    if depth + levels > limits.depth { return tooDeep }
    depth += levels
    return nil
  }

  func leave(_ levels: Int = 1) { depth -= levels }
}
