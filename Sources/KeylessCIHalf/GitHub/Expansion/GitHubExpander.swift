import KeylessPlatforms
import KeylessSource

/// Follows every workflow from its events through the workflows it calls, down to jobs with steps.
struct GitHubExpander {
  let project: CIProject
  let options: GitHubReader.Options
  var files: GitHubFiles
  var readings: [GitHubJobReading] = []
  var diagnostics: [Diagnostic] = []
  /// The workflows that some other one calls.
  var called: Set<String> = []

  /// GitHub's own bound on workflows that call each other.
  static let deepest = 10
  /// Most jobs of which one job is followed to wait for.
  static let mostNeeds = 100
  /// Most jobs that a tree may come to.
  static let most = 5_000
  private var count = 0

  init(tree: SourceTree, project: CIProject, options: GitHubReader.Options) {
    self.project = project
    self.options = options
    files = GitHubFiles(tree: tree, scripts: options.scripts)
  }

  mutating func expandAll() {
    let workflows = files.all()
    for workflow in workflows {
      let runs = GitHubEvents.runs(of: workflow)
      // What others call alone is expanded where they call it.
      let isCallable = workflow.trigger("workflow_call") != nil
      if !(isCallable && workflow.triggers.count == 1) { expand(workflow, runs) }
    }
    for workflow in workflows {
      guard let call = workflow.trigger("workflow_call"), !called.contains(workflow.file) else { continue }
      expand(workflow, uncalled(call), calledBy: "is given by a caller that is not in these files")
    }
  }

  /// A workflow that nothing in these files calls can run in any kind of run its caller has.
  private func uncalled(_ call: GitHubTrigger) -> [JobRun] {
    [JobRun.RefType.branch, .tag, .pullRequest].map {
      JobRun(
        event: "workflow_call",
        refType: $0,
        unknowns: ["only when a workflow that is not in these files calls it"],
        span: call.event.span
      )
    }
  }

  private mutating func expand(_ workflow: GitHubWorkflow, _ runs: [JobRun], calledBy reason: String? = nil) {
    var context = GitHubContext()
    context.repository = project.path
    context.vars = Dictionary(options.vars.map { ($0.key.lowercased(), $0.value) }) { $1 }
    // A caller's own name counts.
    context.workflow = reason == nil ? workflow.title : nil
    let declared = workflow.trigger("workflow_dispatch")?.inputs ?? []
    if reason != nil {
      // Without a caller the defaults stand.
      for input in workflow.trigger("workflow_call")?.inputs ?? [] {
        guard let initial = initial(input, context) else { continue }
        context.inputs[input.name.value.lowercased()] = initial
      }
      context.inputsReason = reason
    } else if !declared.isEmpty {
      context.inputsReason = "is chosen by whoever starts the workflow"
    }
    context.event = only(runs.map(\.event))
    let types = Set(workflow.trigger("pull_request_target")?.types.map(\.value) ?? [])
    context.outlivesFork = !types.isSubset(of: ["opened", "synchronize", "reopened"])
    if runs.contains(where: { GitHubStrangers.events.contains($0.event) }) { context.strangers = GitHubStrangers() }
    context.refType = only(runs.map { $0.refType == .tag ? "tag" : "branch" })
    let repository: CIText.Part =
      project.path.map { .literal($0) } ?? .unknown("the repository is not known here: give --project")
    let frame = GitHubFrame(
      workflow: workflow,
      root: "",
      pipeline: workflow.file,
      runs: runs,
      context: context,
      // Whoever calls it may allow what it wants.
      ceiling: reason == nil ? nil : workflow.trigger("workflow_call").map { GitHubGrant(assumedAt: $0.event.span) },
      files: [workflow.file],
      reference: CIText.merged([repository, .literal("/\(workflow.file)@"), .predefined("github.ref")])
    )
    expand(frame)
  }

  private func only(_ values: [String]) -> String? {
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  func initial(_ input: GitHubInput, _ context: GitHubContext) -> GitHubValue? {
    if case .string(let text)? = input.initial { return GitHubEvaluator(context: context).value(of: text) }
    if let initial = input.initial { return initial }
    if input.isRequired { return nil }
    switch input.type {
    case "boolean": return .bool(false)
    case "number": return .number(0)
    default: return .string("")
    }
  }

  mutating func expand(_ frame: GitHubFrame) {
    var frame = frame
    frame.context.strangers?.define(outputsOf: frame.workflow, &files)
    for job in frame.workflow.jobs {
      guard count < Self.most else {
        if count == Self.most {
          count += 1
          complain("the workflows come to more than \(Self.most) jobs; the rest is not read", at: job.id.span)
        }
        return
      }
      let grant = GitHubGrant(job.permissions ?? frame.workflow.permissions, under: frame.ceiling)
      var frame = frame
      frame.runs = runs(of: job, in: frame)
      let evaluator = GitHubEvaluator(context: frame.context)
      let combinations = GitHubCombinations.of(job.matrix, in: evaluator)
      var reading = GitHubJobReading(
        workflow: frame.workflow,
        job: job,
        callers: frame.callers.map(\.job),
        grant: grant,
        runs: frame.runs,
        steps: [],
        wanted: [],
        labels: [],
        jobs: []
      )
      for (at, combination) in combinations.enumerated() where count < Self.most {
        count += 1
        var inner = frame
        inner.context.matrix = combination.values
        inner.context.matrixReason = combination.reason
        if let matrix = job.matrix { inner.context.strangers?.define(matrix) }
        var name = (frame.callers.map(\.name) + [job.id.value]).joined(separator: " / ")
        if !combination.label.isEmpty { name += " (\(combination.label.joined(separator: ", ")))" }
        if let reason = combination.reason, let span = job.matrix?.span {
          inner.unknowns.append(Located("the matrix \(reason)", at: span))
        }
        if let call = job.calls {
          reading.jobs += follow(call, of: job, named: name, grant, inner)
        } else {
          var builder = GitHubJobBuilder(
            frame: inner,
            job: job,
            name: name,
            grant: grant,
            project: project,
            files: files
          )
          reading.jobs += builder.build()
          files = builder.files
          if at == 0 {
            reading.steps = builder.steps
            reading.wanted = builder.tokens
            reading.labels = builder.labels
          }
        }
      }
      readings.append(reading)
    }
  }

  /// The runs a job has: those in which its own condition and those of all it needs hold.
  private func runs(of job: GitHubJob, in frame: GitHubFrame) -> [JobRun] {
    let condition = GitHubCondition(context: frame.context)
    var runs = frame.runs
    var seen: Set<String> = [job.id.value]
    var isCut = false
    func need(_ job: GitHubJob) {
      let own = job.condition
      // A job that asks for the outcome of those before runs when they are skipped, too.
      let source = own.map { GitHubTemplate($0.value).sole ?? $0.value } ?? ""
      let expression = try? GitHubExpressionParser.parse(source.trimmed)
      if expression?.ignoresFailure != true {
        for name in job.needs where seen.insert(name.value).inserted {
          guard seen.count <= Self.mostNeeds else { return isCut = true }
          if let needed = frame.workflow.job(name.value) { need(needed) }
        }
      }
      if let own { runs = condition.runs(runs, where: own) }
    }
    need(job)
    guard isCut else { return runs }
    return runs.map { run in
      var run = run
      run.unknowns.append("only when the more than \(Self.mostNeeds) jobs that it needs have run")
      return run
    }
  }

  mutating func complain(
    _ message: Diagnostic.Message,
    at span: SourceSpan,
    _ label: String = ""
  ) {
    let diagnostic = Diagnostic("github-workflow", .warning, message, at: .init(span, label))
    if diagnostics.count < 100, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
