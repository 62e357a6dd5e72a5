import KeylessSource

/// What the names of an expression stand for at one place of a workflow.
struct GitHubContext: Sendable {
  /// `owner/repo` of the workflow that was started; nil when nothing says it.
  var repository: String?
  /// The event, where only one is possible.
  var event: String?
  /// `branch` or `tag`, where only one is possible; a pull request's merge ref is a branch.
  var refType: String?
  /// What the workflow that was started is called; nil when that is not known.
  var workflow: String?
  /// Values given for `vars.…`, by name in lower case.
  var vars: [String: String] = [:]
  /// Values of `secrets.…` that a caller hands on, by name in lower case.
  var secrets: [String: GitHubValue] = [:]
  /// By name in lower case; nil when they are the starter's choice.
  var inputs: [String: GitHubValue] = [:]
  /// Why an input that is not listed has no value; nil when it is then nothing.
  var inputsReason: String?
  /// By name in lower case.
  var matrix: [String: GitHubValue] = [:]
  /// Why the matrix is not known.
  var matrixReason: String?
  var env: [String: GitHubValue] = [:]
  /// Which of the names a stranger has a say in; nil where no run is of an event that strangers cause.
  var strangers: GitHubStrangers?
  /// Whether the workflow runs for more than a pull request's new commits, when its fork may be deleted already.
  var outlivesFork = false
  /// Inside a composite action: its folder in the tree.
  var actionPath: String?

  /// The value of a path of names.
  func value(_ names: [String]) -> GitHubValue {
    let source = names.joined(separator: ".")
    guard names.count >= 2 else {
      return names.first.flatMap(whole) ?? .unknown("`\(source)` is only known in the run")
    }
    let name = names[1]
    switch names[0] {
    case "env": return env[name] ?? .unknown("`\(source)` is set nowhere in these files")
    case "vars":
      return vars[name].map(GitHubValue.string) ?? .unknown("`\(spelled(names))` is set in the repository's settings")
    case "secrets":
      return secrets[name] ?? .unknown("`\(spelled(names))` is set in the repository's settings")
    case "inputs":
      let value = inputs[name] ?? inputsReason.map { GitHubValue.unknown("`\(source)` \($0)") } ?? .null
      return descend(value, names.dropFirst(2))
    case "matrix":
      if let matrixReason { return .unknown("`\(source)` \(matrixReason)") }
      return descend(matrix[name] ?? .null, names.dropFirst(2))
    case "github": return github(names)
    case "runner", "job", "strategy": return .open([.predefined(source)])
    case "steps": return .unknown("`\(source)` is known when its step has run")
    case "needs": return .unknown("`\(source)` is known when that job has run")
    default: return .unknown("`\(source)` is only known in the run")
    }
  }

  private func spelled(_ names: [String]) -> String { names[0] + "." + names[1].uppercased() }

  private func whole(_ name: String) -> GitHubValue? {
    switch name {
    case "matrix" where matrixReason == nil:
      return .object(matrix.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
    default: return nil
    }
  }

  private func descend(_ value: GitHubValue, _ names: ArraySlice<String>) -> GitHubValue {
    var value = value
    for name in names {
      if case .open = value { return .unknown("`\(name)` belongs to a value that is not known") }
      value = value.member(name) ?? .null
    }
    return value
  }

  private func github(_ names: [String]) -> GitHubValue {
    let source = names.joined(separator: ".")
    switch names[1] {
    case "repository" where names.count == 2:
      return repository.map(GitHubValue.string) ?? .unknown("`github.repository` is not known here: give --project")
    case "repository_owner":
      return repository.map { .string(String($0.prefix { $0 != "/" })) }
        ?? .unknown("`github.repository_owner` is not known here: give --project")
    case "event_name": return event.map(GitHubValue.string) ?? .open([.predefined(source)])
    case "ref_type": return refType.map(GitHubValue.string) ?? .open([.predefined(source)])
    case "workflow": return workflow.map(GitHubValue.string) ?? .open([.predefined(source)])
    case "event" where names.count == 4 && names[2] == "inputs":
      return value(["inputs", names[3]])
    case "event":
      // What the event says is the event's own; only the default branch is a promise.
      if names == ["github", "event", "repository", "default_branch"] { return .open([.predefined(source)]) }
      return .unknown("`\(source)` depends on the event")
    default: return .open([.predefined(source)])
    }
  }
}
