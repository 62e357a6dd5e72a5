import KeylessSource

extension GitHubJobBuilder {
  /// An action: the one that asks AWS for credentials, one whose steps are here, or one of which nothing is claimed.
  mutating func follow(
    _ use: GitHubUse,
    _ step: GitHubStep,
    _ narrowed: [JobRun]?,
    _ own: [CIVariable],
    _ runs: [JobRun],
    _ depth: Int
  ) {
    let folder: String?
    switch use.target {
    case .local(let path): folder = checkouts.tree(path)
    case .repository(let repository, let path, _):
      folder = files.mount(repository, host: project.host).flatMap { SourceTree.resolve(path, in: $0) }
    case .image, .other: folder = nil
    }
    if use.configuresCredentials { return configure(use, step, narrowed, runs, Set(own.map(\.name.value))) }
    guard let folder, let action = files.action(in: folder) else {
      if case .local(let path) = use.target {
        doubt("the action `./\(path)` is not in these files", at: use.text.span)
      }
      return
    }
    guard action.using == "composite" else { return }
    guard depth < Self.deepest else {
      doubt("actions use each other more than \(Self.deepest) levels deep", at: use.text.span)
      return
    }
    let evaluator = GitHubEvaluator(context: context)
    let outer = context
    let outerVariables = variables
    context.inputs = [:]
    context.inputsReason = nil
    context.strangers?.enter(action.inputs, given: step.with, keeping: ["env", "matrix"])
    for input in action.inputs {
      let name = input.name.value.lowercased()
      if let given = step.with[input: name] {
        context.inputs[name] = Self.flat(evaluator.value(of: given.value.value))
      } else if case .string(let text)? = input.initial {
        context.inputs[name] = evaluator.value(of: text)
      } else {
        context.inputs[name] = input.initial.map(Self.flat) ?? .string("")
      }
    }
    context.actionPath = folder
    // The steps of the action see the variables of the step that uses it.
    for variable in own { set(variable) }
    for inner in action.steps { take(inner, GitHubRunDefaults(), in: action.file, runs, depth + 1) }
    for variable in own where variables[variable.name.value] == variable {
      variables[variable.name.value] = outerVariables[variable.name.value]
    }
    leave(for: outer, before: outerVariables)
  }

  /// An action's inputs are texts.
  private static func flat(_ value: GitHubValue) -> GitHubValue { .joined(value.parts) }
}
