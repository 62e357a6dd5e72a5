/// Whether a comparison tells the commits of this repository from those of a fork, in the events that a fork can cause.
///
/// A name of a branch tells nothing: a fork may have one of the same name. Nor does it help that the run before was of
/// none of some events, because the files of a pull request say which events its own workflows run on.
struct GitHubForkTest {
  let run: JobRun
  let evaluator: GitHubEvaluator

  /// The answer of the comparison that leaves out every fork; nil when neither does.
  func excludes(_ expression: GitHubExpression) -> Bool? {
    switch expression.kind {
    case .path(head + ["fork"]): return saysFork ? false : nil
    case .binary(let op, let left, let right) where op == .equal || op == .notEqual:
      guard isOwn(left, right) || isOwn(right, left) else { return isFork(left, right).map { $0 == (op == .notEqual) } }
      return op == .equal
    default: return nil
    }
  }

  /// Where the event says whose commit it is.
  private var head: [String] {
    switch run.event {
    case "pull_request_target": ["github", "event", "pull_request", "head", "repo"]
    case "workflow_run": ["github", "event", "workflow_run", "head_repository"]
    // Nothing has this name.
    default: [""]
    }
  }

  /// Whether `fork` is there to be false; that of a repository which is deleted is nothing, and that is not true either.
  private var saysFork: Bool { run.event == "pull_request_target" && !evaluator.context.outlivesFork }

  /// Events that nobody can cause with a commit that is not in this repository.
  private static let own: Set<String> = ["push", "schedule", "workflow_dispatch", "repository_dispatch", "release"]

  /// Whether the two are equal only for a commit of this repository.
  private func isOwn(_ asked: GitHubExpression, _ other: GitHubExpression) -> Bool {
    let value = evaluator.value(other).string?.lowercased()
    switch asked.kind {
    case .path(["github", "event", "workflow_run", "event"]) where run.event == "workflow_run":
      return value.map { Self.own.contains($0) } ?? false
    case .path(head + ["full_name"]):
      if let value, let repository = evaluator.context.repository { return value == repository.lowercased() }
      return isThisRepository(other, ["repository"], "full_name")
    case .path(head + ["id"]): return isThisRepository(other, ["repository_id"], "id")
    default: return false
    }
  }

  /// Whether an expression names this repository by one of its fields.
  private func isThisRepository(_ expression: GitHubExpression, _ short: [String], _ field: String) -> Bool {
    let event = ["github", "event"]
    switch expression.kind {
    case .path(["github"] + short), .path(event + ["repository", field]): return true
    case .path(event + ["pull_request", "base", "repo", field]): return run.event == "pull_request_target"
    case .path(event + ["workflow_run", "repository", field]): return run.event == "workflow_run"
    default: return false
    }
  }

  /// For a comparison of `fork` with a truth: whether being equal means a fork.
  private func isFork(_ left: GitHubExpression, _ right: GitHubExpression) -> Bool? {
    let sides = [left.kind, right.kind]
    guard saysFork, sides.contains(.path(head + ["fork"])) else { return nil }
    return sides.contains(.literal(.bool(true))) ? true : sides.contains(.literal(.bool(false))) ? false : nil
  }
}
