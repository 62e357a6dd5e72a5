import KeylessSource

extension GitHubStrangers {
  /// Notes the variables of an `env`, each by what is known before it.
  mutating func define(_ environment: [GitHubSetting]) {
    let before = self
    for setting in environment {
      set(["env", setting.name.value], isTheirs: before.isMentioned(in: setting.value.value))
    }
  }

  /// Goes into a called workflow or an action, which sees the inputs it is given.
  mutating func enter(_ inputs: [GitHubInput], given: [GitHubSetting], keeping contexts: Set<String> = []) {
    let before = self
    keep(contexts)
    for input in inputs {
      let name = input.name.value.lowercased()
      let text = (given[input: name]?.value ?? input.initialText)?.value
      set(["inputs", name], isTheirs: text.map { before.isMentioned(in: $0) } ?? false)
    }
  }

  /// Notes what a matrix takes from the head.
  mutating func define(_ matrix: GitHubMatrix) {
    let before = self
    if let computed = matrix.computed { set(["matrix"], isTheirs: before.isMentioned(in: computed.value)) }
    for dimension in matrix.dimensions where before.isMentioned(in: dimension.values, 0) {
      set(["matrix", dimension.name.lowercased()], isTheirs: true)
    }
    guard let include = matrix.include else { return }
    guard case .sequence(let rows) = include.value else {
      if before.isMentioned(in: include, 0) { set(["matrix"], isTheirs: true) }
      return
    }
    for case .mapping(let entries) in rows.map(\.value) {
      for entry in entries where before.isMentioned(in: entry.value, 0) {
        set(["matrix", entry.name.lowercased()], isTheirs: true)
      }
    }
  }

  private func isMentioned(in node: YAMLNode, _ depth: Int) -> Bool {
    guard depth < 16 else { return false }
    return switch node.value {
    case .scalar(let scalar): isMentioned(in: scalar.text)
    case .sequence(let nodes): nodes.contains { isMentioned(in: $0, depth + 1) }
    case .mapping(let entries): entries.contains { isMentioned(in: $0.value, depth + 1) }
    }
  }

  /// Whether the outputs of a step are theirs: what it runs, or what it is given, mentions a value of theirs.
  ///
  /// A script that is beyond what is read may do anything.
  func isDefinition(_ step: GitHubStep, _ files: inout GitHubFiles) -> Bool {
    if let script = step.run?.text.value { return !files.spend(script.utf8.count) || isMentioned(inScript: script) }
    return (step.with + step.environment).contains { isMentioned(in: $0.value.value) }
  }

  /// Notes the outputs of a workflow's jobs, which others have by `needs`.
  mutating func define(outputsOf workflow: GitHubWorkflow, _ files: inout GitHubFiles) {
    // A job may need one that stands behind it. Few chains are longer than this, and each round is a walk of the file.
    for _ in 0..<Self.rounds {
      let before = self
      for job in workflow.jobs { define(outputsOf: job, in: workflow, &files) }
      if self == before { return }
    }
  }

  private static let rounds = 8

  private mutating func define(outputsOf job: GitHubJob, in workflow: GitHubWorkflow, _ files: inout GitHubFiles) {
    guard job.calls == nil else {
      if job.with.contains(where: { isMentioned(in: $0.value.value) }) {
        set(["needs", job.id.value.lowercased(), "outputs"], isTheirs: true)
      }
      return
    }
    guard !job.outputs.isEmpty else { return }
    var inside = self
    if let matrix = job.matrix { inside.define(matrix) }
    inside.define(workflow.environment)
    inside.define(job.environment)
    for step in job.steps {
      guard let id = step.id?.value.lowercased() else { continue }
      var own = inside
      own.define(step.environment)
      inside.set(["steps", id, "outputs"], isTheirs: own.isDefinition(step, &files))
    }
    for output in job.outputs where inside.isMentioned(in: output.value.value) {
      set(["needs", job.id.value.lowercased(), "outputs", output.name.value.lowercased()], isTheirs: true)
    }
  }
}
