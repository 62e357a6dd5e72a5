import KeylessSource

/// Judges an `if` for each kind of run: which of them are left, with what is asked of the ref, and what cannot be judged.
///
/// GitHub compares texts without case. Two refs of a repository that differ in case alone are not thought of here: the
/// ref that is written is taken for the one that is meant.
struct GitHubCondition {
  let context: GitHubContext

  /// Most kinds of runs that one condition may be split into.
  static let most = 256

  /// The runs in which the text of an `if` holds.
  func runs(_ runs: [JobRun], where condition: Located<String>) -> [JobRun] {
    let template = GitHubTemplate(condition.value)
    // Text around an expression makes a text, and a text is true: GitHub runs such a job always.
    if template.hasExpression, template.sole == nil { return runs }
    let source = (template.sole ?? condition.value).trimmed
    guard !source.isEmpty else { return runs }
    guard let expression = try? GitHubExpressionParser.parse(source) else {
      return runs.map { asking($0, "`\(source.prefix(80))`, which cannot be read") }
    }
    return split(runs, by: expression).yes
  }

  /// The runs in which an expression is true, and those in which it is false; both when it cannot be judged.
  ///
  /// Every part of the expression is visited once, with all runs that reach it.
  func split(_ runs: [JobRun], by expression: GitHubExpression) -> (yes: [JobRun], no: [JobRun]) {
    if runs.isEmpty { return ([], []) }
    var answer: (yes: [JobRun], no: [JobRun]) = ([], [])
    switch expression.kind {
    case .not(let inner):
      let inner = split(runs, by: inner)
      answer = (inner.no, inner.yes)
    case .binary(.and, let left, let right):
      // A run that fails on the right whatever the left says needs no question about it.
      let fails = runs.filter { constant($0, right) == false }
      let first = split(runs.filter { !fails.contains($0) }, by: left)
      let second = split(first.yes, by: right)
      answer = (second.yes, fails + first.no + second.no)
    case .binary(.or, let left, let right):
      let passes = runs.filter { constant($0, right) == true }
      let first = split(runs.filter { !passes.contains($0) }, by: left)
      let second = split(first.no, by: right)
      answer = (passes + first.yes + second.yes, second.no)
    default:
      for run in runs {
        let (yes, no) = leaf(run, expression)
        answer.yes += yes
        answer.no += no
      }
    }
    guard answer.yes.count <= Self.most, answer.no.count <= Self.most else {
      let open = runs.prefix(Self.most).map { asking($0, "only when conditions hold that are too many to judge") }
      return (open, open)
    }
    return answer
  }

  private func constant(_ run: JobRun, _ expression: GitHubExpression) -> Bool? {
    switch expression.kind {
    case .not, .binary(.and, _, _), .binary(.or, _, _): nil
    default: evaluator(run).value(expression).isTrue
    }
  }

  private func leaf(_ run: JobRun, _ expression: GitHubExpression) -> (yes: [JobRun], no: [JobRun]) {
    if let truth = constant(run, expression) ?? fork(run, expression) { return truth ? ([run], []) : ([], [run]) }
    switch refs(run, expression) {
    case .always: return ([run], [])
    case .never: return ([], [run])
    case .test(let test):
      let opposite = JobRun.RefTest(test.pattern, isNegated: !test.isNegated)
      let adding = { GitHubRefName.adding($0, to: run).map { [$0] } ?? [] }
      return (adding(test), adding(opposite))
    case nil:
      var yes = asking(run, "only when `\(expression.source.prefix(200))`")
      var no = asking(run, "unless `\(expression.source.prefix(200))`")
      // Which side a fork is on is known, though not whether there is one.
      switch GitHubForkTest(run: run, evaluator: evaluator(run)).excludes(expression) {
      case true?: yes.excludesForks = true
      case false?: no.excludesForks = true
      case nil: break
      }
      return ([yes], [no])
    }
  }

  func evaluator(_ run: JobRun) -> GitHubEvaluator {
    var context = context
    context.event = run.event
    context.refType = run.refType == .tag ? "tag" : "branch"
    if context.inputsReason != nil {
      // Only a run that somebody starts has inputs of its own; what a caller that is not here gives decides nothing yet.
      context.inputs = [:]
      if run.event != "workflow_dispatch", run.event != "workflow_call" { context.inputsReason = nil }
    }
    return GitHubEvaluator(context: context)
  }

  private func asking(_ run: JobRun, _ clause: String) -> JobRun {
    var run = run
    if !run.unknowns.contains(clause) { run.unknowns.append(clause) }
    return run
  }

  /// Pull requests from forks get no token, so the runs that count are those of the repository itself.
  private func fork(_ run: JobRun, _ expression: GitHubExpression) -> Bool? {
    guard run.event == "pull_request" else { return nil }
    let head = ["github", "event", "pull_request", "head", "repo"]
    switch expression.kind {
    case .path(head + ["fork"]): return false
    case .binary(let op, let left, let right) where op == .equal || op == .notEqual:
      let sides = [left.kind, right.kind]
      let isOwn =
        sides.contains(.path(head + ["full_name"])) && sides.contains(.path(["github", "repository"]))
        || sides.contains(.path(head + ["fork"])) && sides.contains(.literal(.bool(false)))
      return isOwn ? op == .equal : nil
    default: return nil
    }
  }

  private enum Answer {
    case always, never
    case test(JobRun.RefTest)
  }

  /// What a comparison or test of the ref asks of the name.
  private func refs(_ run: JobRun, _ expression: GitHubExpression) -> Answer? {
    switch expression.kind {
    case .binary(let op, let left, let right) where op == .equal || op == .notEqual:
      for (name, other) in [(left, right), (right, left)] {
        guard let prefix = prefix(name, run) else { continue }
        let answer = equal(prefix, evaluator(run).value(other), run)
        return op == .equal ? answer : answer.map(Self.negated)
      }
      return nil
    case .call("startswith", let arguments): return part(arguments, run, .start)
    case .call("endswith", let arguments): return part(arguments, run, .end)
    case .call("contains", let arguments):
      guard arguments.count == 2 else { return nil }
      if let prefix = prefix(arguments[1], run), case .array(let names) = evaluator(run).value(arguments[0]) {
        return any(names.compactMap { equal(prefix, $0, run) }, of: names.count)
      }
      return part(arguments, run, .anywhere)
    default: return nil
    }
  }

  private static func negated(_ answer: Answer) -> Answer {
    switch answer {
    case .always: .never
    case .never: .always
    case .test(let test): .test(.init(test.pattern, isNegated: !test.isNegated))
    }
  }

  /// What stands before the name in `github.ref` and `github.ref_name`; nil for anything else.
  private func prefix(_ expression: GitHubExpression, _ run: JobRun) -> String? {
    switch expression.kind {
    case .path(["github", "ref_name"]): ""
    case .path(["github", "ref"]): heads(run)
    case .path(["github", "event", "ref"]): run.event == "push" ? heads(run) : nil
    default: nil
    }
  }

  private func heads(_ run: JobRun) -> String {
    switch run.refType {
    case .branch: "refs/heads/"
    case .tag: "refs/tags/"
    case .pullRequest: "refs/pull/"
    }
  }

  private func equal(_ prefix: String, _ value: GitHubValue, _ run: JobRun) -> Answer? {
    let defaultBranch = CIText.Part.predefined("github.event.repository.default_branch")
    let wanted = CIText.merged(value.parts)
    if run.refType == .branch, wanted == (prefix.isEmpty ? [defaultBranch] : [.literal(prefix), defaultBranch]) {
      return .test(.init(.defaultBranch))
    }
    // A tag or a merge ref is no branch.
    if run.refType != .branch, !prefix.isEmpty, wanted == [.literal("refs/heads/"), defaultBranch] { return .never }
    guard let text = value.string else { return nil }
    guard text.lowercased().utf8.starts(with: prefix.utf8) else { return .never }
    let name = String(text.dropFirst(prefix.count))
    // `7/merge`: which pull request it is nobody knows before.
    if run.refType == .pullRequest { return name.hasSuffix("/merge") ? nil : .never }
    return name.isEmpty ? .never : .test(.init(.exact(name)))
  }

  private func part(_ arguments: [GitHubExpression], _ run: JobRun, _ place: GitHubNamePart.Place) -> Answer? {
    guard arguments.count == 2, let prefix = prefix(arguments[0], run),
      let text = evaluator(run).value(arguments[1]).string
    else { return nil }
    let (head, wanted) = (Array(prefix.utf8), Array(text.utf8))
    if wanted.isEmpty { return .always }
    let rest = { (count: Int) in String(decoding: wanted[count...], as: UTF8.self) }
    var patterns: [JobRun.RefPattern] = []
    switch place {
    case .start:
      if wanted.count <= head.count { return head.starts(with: wanted) ? .always : .never }
      guard wanted.starts(with: head) else { return .never }
      patterns = [GitHubNamePart(rest(head.count), .start).pattern]
    case .end, .anywhere:
      if place == .anywhere, prefix.hasBytes(inside: text) { return .always }
      patterns = [GitHubNamePart(text, place).pattern]
      // The text may begin in `refs/heads/` and end in the name.
      for count in stride(from: min(head.count, wanted.count - 1), to: 0, by: -1)
      where head.suffix(count).elementsEqual(wanted.prefix(count)) {
        patterns.append(place == .end ? .exact(rest(count)) : GitHubNamePart(rest(count), .start).pattern)
      }
    }
    // The merge ref of a pull request has a number for a name.
    if run.refType == .pullRequest { return nil }
    return .test(.init(GitHubFilter.one(patterns)))
  }

  private func any(_ answers: [Answer], of count: Int) -> Answer? {
    guard answers.count == count else { return nil }
    var patterns: [JobRun.RefPattern] = []
    for answer in answers {
      switch answer {
      case .always: return .always
      case .never: continue
      case .test(let test): patterns.append(test.pattern)
      }
    }
    return patterns.isEmpty ? .never : .test(.init(GitHubFilter.one(patterns)))
  }
}
