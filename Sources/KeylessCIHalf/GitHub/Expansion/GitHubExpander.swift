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
  private var called: Set<String> = []

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
    context.workflow = workflow.name?.value ?? workflow.file
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
      ceiling: reason == nil ? nil : workflow.trigger("workflow_call").map { GitHubGrant(by: $0.event.span) },
      files: [workflow.file],
      reference: CIText.merged([repository, .literal("/\(workflow.file)@"), .predefined("github.ref")])
    )
    expand(frame)
  }

  private func only(_ values: [String]) -> String? {
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  private func initial(_ input: GitHubInput, _ context: GitHubContext) -> GitHubValue? {
    if case .string(let text)? = input.initial { return GitHubEvaluator(context: context).value(of: text) }
    if let initial = input.initial { return initial }
    if input.isRequired { return nil }
    switch input.type {
    case "boolean": return .bool(false)
    case "number": return .number(0)
    default: return .string("")
    }
  }

  private mutating func expand(_ frame: GitHubFrame) {
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

  /// The workflow that a job calls; the job itself, with the reason, when it cannot be followed.
  private mutating func follow(
    _ call: GitHubUse,
    of job: GitHubJob,
    named name: String,
    _ grant: GitHubGrant,
    _ frame: GitHubFrame
  ) -> [CIJob] {
    let project = project
    let lost = { (reason: String) -> [CIJob] in
      var frame = frame
      frame.unknowns.append(Located(reason, at: call.text.span))
      return [GitHubJobBuilder.bare(frame, job, name, grant, project)]
    }
    var (root, path, reference, versioned) = (frame.root, "", frame.reference, false)
    switch call.target {
    case .local(let local):
      path = local
      reference = Self.reference(frame, local) ?? frame.reference
    case .repository(let repository, let file, let ref):
      path = file
      let isOwn = project.path?.lowercased() == repository.lowercased()
      let mount = files.mount(repository, host: project.host)
      guard let folder = mount ?? (isOwn ? "" : nil) else {
        return lost("`\(call.text.value)` is not in these files: map it with --source \(repository)=DIR")
      }
      root = folder
      versioned = mount == nil
      reference = [.literal("\(repository)/\(file)@")] + Self.fullRef(ref)
    case .image, .other: return lost("`\(call.text.value)` names no workflow that can be followed")
    }
    guard let file = SourceTree.resolve(path, in: root) else {
      return lost("`\(call.text.value)` leads out of these files")
    }
    called.insert(file)
    guard !frame.files.contains(file) else {
      complain("`\(call.text.value)` calls itself in a circle, and GitHub refuses that", at: call.text.span)
      return lost("`\(call.text.value)` calls itself in a circle")
    }
    guard frame.files.count <= Self.deepest else {
      complain("workflows call each other more than \(Self.deepest) levels deep", at: call.text.span)
      return lost("`\(call.text.value)` is called more than \(Self.deepest) levels deep")
    }
    guard let workflow = files.workflow(at: file) else {
      return lost("`\(call.text.value)` is not a workflow of these files that can be read")
    }
    guard let trigger = workflow.trigger("workflow_call") else {
      complain("`\(file)` has no `workflow_call`, so it cannot be called", at: call.text.span)
      return lost("`\(file)` cannot be called: it has no `workflow_call`")
    }
    var inner = frame
    if versioned, let ref = call.ref {
      inner.unknowns.append(
        Located(
          "the files of `\(call.text.value)` are read as they lie here, which may not be `\(ref)`",
          at: call.text.span
        )
      )
    }
    inner.workflow = workflow
    inner.root = root
    inner.ceiling = grant
    inner.callers.append((name: name.split(separator: " / ").last.map(String.init) ?? name, job: job))
    inner.files.append(file)
    inner.reference = reference
    inner.context.matrix = [:]
    inner.context.matrixReason = nil
    inner.context.env = [:]
    inner.context.inputs = inputs(trigger, job, frame.context)
    inner.context.inputsReason = nil
    if case .named(let secrets)? = job.secrets {
      let evaluator = GitHubEvaluator(context: frame.context)
      inner.context.secrets = Dictionary(
        secrets.map { ($0.name.value.lowercased(), evaluator.value(of: $0.value.value)) }
      ) { $1 }
    }
    expand(inner)
    return []
  }

  private func inputs(_ trigger: GitHubTrigger, _ job: GitHubJob, _ context: GitHubContext) -> [String: GitHubValue] {
    let evaluator = GitHubEvaluator(context: context)
    var out: [String: GitHubValue] = [:]
    for input in trigger.inputs {
      let name = input.name.value.lowercased()
      guard let given = job.with[input: name] else {
        out[name] =
          initial(input, context) ?? .unknown("the input `\(name)` is required, and the caller does not give it")
        continue
      }
      let value = evaluator.value(of: given.value.value)
      switch (input.type, value.string) {
      case ("boolean", "true"?): out[name] = .bool(true)
      case ("boolean", "false"?): out[name] = .bool(false)
      case ("number", let text?): out[name] = Double(text).map(GitHubValue.number) ?? value
      default: out[name] = value
      }
    }
    return out
  }

  /// `owner/repo/file@ref` of another file of the same repository and ref.
  private static func reference(_ frame: GitHubFrame, _ file: String) -> [CIText.Part]? {
    let own = (frame.files.last ?? "").dropFirst(frame.root.isEmpty ? 0 : frame.root.utf8.count + 1)
    var found = false
    let parts = frame.reference.map { part -> CIText.Part in
      guard case .literal(let text) = part, !found else { return part }
      let mark = "/\(own)@"
      guard text.hasBytes(inside: mark), let at = text.range(of: mark) else { return part }
      found = true
      return .literal(text[..<at.lowerBound] + "/\(file)@" + text[at.upperBound...])
    }
    return found ? parts : nil
  }

  /// The claim has the whole ref where `uses` has a short name.
  private static func fullRef(_ ref: String?) -> [CIText.Part] {
    guard let ref else { return [.unknown("the call names no version")] }
    if ref.hasPrefix("refs/") || Self.isCommit(ref) { return [.literal(ref)] }
    return [.unknown("`\(ref)` may be a branch or a tag of the called repository")]
  }

  static func isCommit(_ ref: String) -> Bool {
    (ref.utf8.count == 40 || ref.utf8.count == 64) && ref.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  private mutating func complain(_ message: Diagnostic.Message, at span: SourceSpan) {
    let diagnostic = Diagnostic("github-workflow", .warning, message, at: .init(span))
    if diagnostics.count < 100, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}

extension String {
  /// The first place of a text, by bytes.
  func range(of text: String) -> Range<String.Index>? {
    let (bytes, wanted) = (Array(utf8), Array(text.utf8))
    guard wanted.count <= bytes.count else { return nil }
    guard let at = (0...(bytes.count - wanted.count)).first(where: { bytes[$0...].starts(with: wanted) }) else {
      return nil
    }
    let start = utf8.index(utf8.startIndex, offsetBy: at)
    return start..<utf8.index(start, offsetBy: wanted.count)
  }
}
