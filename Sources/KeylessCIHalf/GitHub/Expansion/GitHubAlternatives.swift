import KeylessSource

/// A text whose value depends on the kind of run: `github.ref == '…' && 'a' || 'b'` is two texts, each with its runs.
struct GitHubAlternatives {
  let context: GitHubContext

  /// Every value with the runs that have it; runs with the same value stand together.
  func of(_ text: Located<String>, in runs: [JobRun]) -> [(text: CIText, runs: [JobRun])] {
    let whole = CIText(
      CIText.merged(GitHubEvaluator(context: context).value(of: text.value).parts),
      source: text.value,
      at: text.span
    )
    guard whole.text == nil, let sole = GitHubTemplate(text.value).sole,
      let expression = try? GitHubExpressionParser.parse(sole)
    else { return [(whole, runs)] }
    var out: [(text: CIText, runs: [JobRun])] = []
    for (value, runs) in values(expression, runs, 0) {
      let one = CIText(CIText.merged(value.parts), source: text.value, at: text.span)
      if let at = out.firstIndex(where: { $0.text == one }) { out[at].runs += runs } else { out.append((one, runs)) }
    }
    return out.isEmpty ? [(whole, runs)] : out
  }

  /// Goes through `a && x || b && y || z` from the left: each condition takes its runs, the rest goes on.
  private func values(_ expression: GitHubExpression, _ runs: [JobRun], _ depth: Int) -> [(GitHubValue, [JobRun])] {
    let condition = GitHubCondition(context: context)
    let sides = Self.sides(expression)
    guard sides.count > 1, depth < 16 else { return runs.map { (condition.evaluator($0).value(expression), [$0]) } }
    var out: [(GitHubValue, [JobRun])] = []
    var rest = runs
    for (at, side) in sides.enumerated() where !rest.isEmpty {
      guard at + 1 < sides.count else {
        out += values(side, rest, depth + 1)
        break
      }
      guard case .binary(.and, let asked, let value) = side.kind else {
        // A value that may be empty: what follows is only known when it surely is.
        let empty = rest.filter { condition.evaluator($0).value(side).isTrue == false }
        let whole = rest.filter { !empty.contains($0) }
        out += whole.map { run in
          let value = condition.evaluator(run).value(side)
          return (value.isTrue == true ? value : condition.evaluator(run).value(expression), [run])
        }
        rest = empty
        continue
      }
      let (yes, no) = condition.split(rest, by: asked)
      // `a && '' || b` is always b.
      let taken = yes.filter { condition.evaluator($0).value(value).isTrue != false }
      if !taken.isEmpty { out += values(value, taken, depth + 1) }
      rest = no + yes.filter { !taken.contains($0) }
    }
    return out
  }

  private static func sides(_ expression: GitHubExpression) -> [GitHubExpression] {
    var sides: [GitHubExpression] = []
    var rest = expression
    while case .binary(.or, let left, let right) = rest.kind {
      sides.insert(right, at: 0)
      rest = left
    }
    return [rest] + sides
  }
}
