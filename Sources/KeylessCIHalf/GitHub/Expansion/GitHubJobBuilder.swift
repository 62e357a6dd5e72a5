import KeylessPlatforms
import KeylessSource

/// Goes through a job's steps the way the runner does, and notes what of them concerns AWS.
struct GitHubJobBuilder {
  let frame: GitHubFrame
  let job: GitHubJob
  let name: String
  let grant: GitHubGrant
  let project: CIProject
  var files: GitHubFiles

  private(set) var steps: [GitHubResolvedStep] = []
  private(set) var unknowns: [Located<String>] = []
  private(set) var tokens: [JobToken] = []
  private(set) var requests: [RoleRequest] = []
  var commands: [JobCommand] = []
  /// What its scripts did to the files of profiles.
  var writes: [JobWrite] = []
  /// What an action has left in the environment for the steps behind it.
  var session = JobCommand.Session.none
  /// Whether the step at hand, and the action it is in, run in each of the job's runs, and to their ends before another does.
  private(set) var isSure = true
  /// Whether the job goes on when it, or the action it is in, has failed.
  private(set) var continuesOnError = false
  /// Whether it runs although a step before it has failed.
  private(set) var ignoresFailure = false
  var checkouts = GitHubCheckouts()
  /// Whether a step before has signed in with keys.
  var hasKeys = false
  /// How many scripts of the tree were played.
  var scripts = 0
  /// The variables of every step from here on, and where each is set.
  var variables: [String: CIVariable] = [:]
  /// Those of the step alone.
  var context: GitHubContext
  private var runs: [JobRun]

  /// How deep composite actions may use each other.
  static let deepest = 10

  init(
    frame: GitHubFrame,
    job: GitHubJob,
    name: String,
    grant: GitHubGrant,
    project: CIProject,
    files: GitHubFiles
  ) {
    self.frame = frame
    self.job = job
    self.name = name
    self.grant = grant
    self.project = project
    self.files = files
    context = frame.context
    runs = frame.runs
  }

  /// A job of which nothing but its head is known.
  static func bare(
    _ frame: GitHubFrame,
    _ job: GitHubJob,
    _ name: String,
    _ grant: GitHubGrant,
    _ project: CIProject
  ) -> CIJob {
    CIJob(
      platform: "github",
      name: Located(name, at: job.id.span),
      pipeline: frame.pipeline,
      host: project.host,
      project: project.path,
      runs: frame.runs,
      tokens: grant.isGranted && !grant.isAssumed
        ? [JobToken(variable: nil, audiences: [], span: grant.place ?? job.id.span)] : [],
      unknowns: frame.unknowns,
      jobWorkflowRef: CIText(frame.reference, source: frame.workflow.file, at: job.id.span),
      workflow: frame.context.workflow
    )
  }

  /// The labels of the job's runner.
  var labels: [CIText] {
    (job.runsOn?.labels ?? []).map { GitHubEvaluator(context: frame.context).text($0) }
  }

  /// One job, or several when its environment or its variables depend on the run.
  mutating func build() -> [CIJob] {
    unknowns = frame.unknowns
    let start = self
    return groups().map { runs in
      var builder = start
      builder.runs = runs
      builder.files = files
      let built = builder.walk()
      for step in builder.steps { add(step) }
      for token in builder.tokens { ask(token) }
      files = builder.files
      return built
    }
  }

  /// The kinds of runs, apart where `env` or the environment's name is a choice between them.
  private func groups() -> [[JobRun]] {
    let alternatives = GitHubAlternatives(context: context)
    let written = (frame.workflow.environment + job.environment).map(\.value) + (job.environmentName.map { [$0] } ?? [])
    var groups = [frame.runs]
    for text in written where text.value.contains("&&") || text.span == job.environmentName?.span {
      groups = groups.flatMap { runs in
        let parts = alternatives.of(text, in: runs)
        return parts.count > 1 ? parts.map(\.runs) : [runs]
      }
      if groups.count > 16 { return [frame.runs] }
    }
    return groups
  }

  /// A step that runs in several environments is one.
  private mutating func add(_ step: GitHubResolvedStep) {
    if let at = steps.firstIndex(where: { $0.step.span == step.step.span && $0.with == step.with }) {
      steps[at].strangers.add(step.strangers)
      steps[at].runs += step.runs.filter { !steps[at].runs.contains($0) }
    } else {
      steps.append(step)
    }
  }

  private mutating func walk() -> CIJob {
    for setting in frame.workflow.environment + job.environment {
      set(CIVariable(name: setting.name, value: text(setting.value)))
    }
    context.strangers?.define(frame.workflow.environment)
    context.strangers?.define(job.environment)
    let environment = job.environmentName.map { text($0) }
    let defaults = GitHubRunDefaults(
      workingDirectory: job.defaults.workingDirectory ?? frame.workflow.defaults.workingDirectory,
      shell: job.defaults.shell ?? frame.workflow.defaults.shell
    )
    for step in job.steps { take(step, defaults, in: frame.workflow.file, runs, 0) }
    ambient()
    var built = Self.bare(frame, job, name, grant, project)
    built.environment = environment?.text == "" ? nil : environment
    built.runs = runs
    if !tokens.isEmpty, grant.isGranted { built.tokens = tokens }
    built.requests = requests
    built.variables = variables.values.filter { GitHubAWS.concerns($0.name.value) }
      .sorted { $0.name.value.utf8.lexicographicallyPrecedes($1.name.value.utf8) }
    built.commands = commands
    built.unknowns = unknowns
    return built
  }

  /// A role named by the environment is asked for by the SDK itself.
  private mutating func ambient() {
    guard let role = variables["AWS_ROLE_ARN"], let file = variables["AWS_WEB_IDENTITY_TOKEN_FILE"] else { return }
    guard role.value.text != "", file.value.text != "" else { return }
    requests.append(
      RoleRequest(
        role: role.value,
        sessionName: variables["AWS_ROLE_SESSION_NAME"]?.value,
        tokenFile: file.value,
        way: .environment,
        span: role.name.span
      )
    )
  }

  /// A text in the runs at hand: of a choice between kinds of runs the one that is theirs.
  private func text(_ text: Located<String>) -> CIText {
    let parts = GitHubAlternatives(context: context).of(text, in: runs)
    return parts.count == 1 ? parts[0].text : GitHubEvaluator(context: context).text(text)
  }

  mutating func set(_ variable: CIVariable) {
    variables[variable.name.value] = variable
    context.env[variable.name.value] = .joined(variable.value.parts)
  }

  /// Goes back to what was there before a step, with the variables it left.
  mutating func leave(for outer: GitHubContext, before shared: [String: CIVariable]) {
    let inner = context
    context = outer
    for (name, variable) in variables where shared[name] != variable {
      context.env[name] = .joined(variable.value.parts)
      context.strangers?.set(["env", name], isTheirs: inner.strangers?.contains(["env", name]) ?? false)
    }
  }

  mutating func take(
    _ step: GitHubStep,
    _ defaults: GitHubRunDefaults,
    in file: String,
    _ runs: [JobRun],
    _ depth: Int
  ) {
    guard steps.count < GitHubYAML.most else { return }
    let (outer, shared, around) = (context, variables, (isSure, ignoresFailure, continuesOnError))
    var own: [CIVariable] = []
    for setting in step.environment {
      let variable = CIVariable(name: setting.name, value: GitHubEvaluator(context: context).text(setting.value))
      own.append(variable)
      context.env[setting.name.value] = .joined(variable.value.parts)
    }
    defer {
      // What the step alone has goes; what it left in GITHUB_ENV stays.
      let isTheirs = step.id != nil && context.strangers?.isDefinition(step, &files) == true
      leave(for: outer, before: shared)
      (isSure, ignoresFailure, continuesOnError) = around
      if let id = step.id { context.strangers?.set(["steps", id.value.lowercased(), "outputs"], isTheirs: isTheirs) }
    }
    context.strangers?.define(step.environment)
    let possible = step.condition.map { GitHubCondition(context: context).runs(runs, where: $0) } ?? runs
    let evaluator = GitHubEvaluator(context: context)
    // A job without runs is still read; a step that is skipped in all of them is not.
    if possible.isEmpty {
      let written = step.condition.map { GitHubTemplate($0.value).hasExpression ? $0.value : "${{ \($0.value) }}" }
      if !runs.isEmpty || written.map({ evaluator.value(of: $0).isTrue == false }) == true { return }
    }
    steps.append(
      GitHubResolvedStep(
        step: step,
        file: file,
        with: Dictionary(step.with.map { ($0.name.value.lowercased(), evaluator.text($0.value)) }) { $1 },
        strangers: context.strangers ?? GitHubStrangers(),
        runs: possible
      )
    )
    if let last = steps.last { checkouts.add(last, own: project.path, files, host: project.host) }
    let narrowed = possible == runs ? nil : possible
    if step.continuesOnError { continuesOnError = true }
    if narrowed != nil || continuesOnError { isSure = false }
    if let condition = step.condition, Self.ignoresFailure(condition) { ignoresFailure = true }
    if let script = step.run {
      let place = GitHubScriptPlace(
        script: script,
        file: file,
        shell: (step.shell ?? defaults.shell)?.value,
        folder: folder(step.workingDirectory ?? defaults.workingDirectory),
        actionPath: context.actionPath,
        own: own,
        runs: narrowed
      )
      read(place)
    } else if let use = step.uses {
      follow(use, step, narrowed, own, possible, depth)
    }
  }

  private static func ignoresFailure(_ condition: Located<String>) -> Bool {
    let source = GitHubTemplate(condition.value).sole ?? condition.value
    return (try? GitHubExpressionParser.parse(source.trimmed))?.ignoresFailure != false
  }

  private func folder(_ text: Located<String>?) -> String? {
    guard let text else { return "" }
    return GitHubEvaluator(context: context).value(of: text.value).string.flatMap { SourceTree.resolve($0, in: "") }
  }

  /// Notes a token once; one that is asked for again, to renew it, is the same.
  mutating func ask(_ token: JobToken) {
    let audiences = token.audiences.map(\.parts)
    guard let at = tokens.firstIndex(where: { $0.audiences.map(\.parts) == audiences }) else {
      return tokens.append(token)
    }
    for delivery in token.deliveries where !tokens[at].deliveries.contains(delivery) {
      tokens[at].deliveries.append(delivery)
    }
  }

  mutating func ask(_ request: RoleRequest) {
    if !requests.contains(request) { requests.append(request) }
  }

  mutating func doubt(_ reason: String, at span: SourceSpan) {
    if unknowns.count < 50 { unknowns.append(Located(reason, at: span)) }
  }
}
