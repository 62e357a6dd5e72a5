import KeylessSource

/// When a workflow runs by itself: each event under `on` as kinds of runs.
enum GitHubEvents {
  static func runs(of workflow: GitHubWorkflow) -> [JobRun] { workflow.triggers.flatMap { runs(of: $0) } }

  static func runs(of trigger: GitHubTrigger) -> [JobRun] {
    let event = trigger.event.value
    func run(_ type: JobRun.RefType, _ refs: [JobRun.RefTest] = [], unless clauses: [String] = []) -> JobRun {
      JobRun(event: event, refType: type, refs: refs, unknowns: clauses, span: trigger.event.span)
    }
    switch event {
    case "push": return push(trigger)
    // The filters are about the branch that is merged into, which no token's subject tells.
    case "pull_request", "pull_request_review", "pull_request_review_comment":
      return [run(.pullRequest, unless: base(trigger) + paths(trigger))]
    // Since 8 December 2025 the default branch, whatever the pull request's base.
    case "pull_request_target":
      return [run(.branch, [.init(.defaultBranch)], unless: base(trigger) + paths(trigger))]
    case "merge_group":
      return [run(.branch, [.init(.filter("gh-readonly-queue/**"))], unless: base(trigger))]
    case "workflow_dispatch", "create", "deployment", "deployment_status", "registry_package":
      return [run(.branch), run(.tag)]
    case "release": return [run(.tag)]
    case "workflow_run": return [run(.branch, [.init(.defaultBranch)], unless: base(trigger, "of a run on"))]
    // A called workflow runs in its callers' runs.
    case "workflow_call": return []
    default: return [run(.branch, [.init(.defaultBranch)])]
    }
  }

  /// A filter for branches alone leaves tags out, and one for tags alone branches.
  private static func push(_ trigger: GitHubTrigger) -> [JobRun] {
    let forBranches = trigger.branches != nil || trigger.branchesIgnore != nil
    let forTags = trigger.tags != nil || trigger.tagsIgnore != nil
    var runs: [JobRun] = []
    if forBranches || !forTags {
      runs += filtered(trigger, .branch, trigger.branches, trigger.branchesIgnore, paths(trigger))
    }
    // The files of a pushed tag are not looked at, but `paths` alone is no filter for tags.
    if forTags || !forBranches { runs += filtered(trigger, .tag, trigger.tags, trigger.tagsIgnore, []) }
    return runs
  }

  private static func filtered(
    _ trigger: GitHubTrigger,
    _ type: JobRun.RefType,
    _ only: [Located<String>]?,
    _ ignored: [Located<String>]?,
    _ clauses: [String]
  ) -> [JobRun] {
    let span = { (list: [Located<String>]?) in list?.first?.span ?? trigger.event.span }
    let alternatives: [[JobRun.RefTest]] =
      if let only {
        GitHubFilter.alternatives(only)
      } else if let ignored {
        [[.init(GitHubFilter.one(ignored.map { GitHubFilter.pattern($0.value) }), isNegated: true)]]
      } else {
        [[]]
      }
    return alternatives.map {
      JobRun(event: "push", refType: type, refs: $0, unknowns: clauses, span: span(only ?? ignored))
    }
  }

  private static func base(_ trigger: GitHubTrigger, _ words: String = "into") -> [String] {
    let named = { (patterns: [Located<String>]) in patterns.map { "`\($0.value)`" }.joined(separator: ", ") }
    var clauses: [String] = []
    if let branches = trigger.branches { clauses.append("only \(words) \(named(branches))") }
    if let branches = trigger.branchesIgnore { clauses.append("not \(words) \(named(branches))") }
    return clauses
  }

  private static func paths(_ trigger: GitHubTrigger) -> [String] {
    trigger.paths == nil ? [] : ["only when the changed files fit `paths`"]
  }
}
