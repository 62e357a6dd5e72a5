import KeylessSource

/// Whether a variable is there: what `${A-x}`, `${A:-x}`, `${A+x}` and `${A:+x}` ask.
extension ShellRun {
  /// What `${A-other}` is worth, and `${A:-other}`.
  mutating func value(
    of name: String,
    otherwise other: [ShellWord.Part],
    isFilled: Bool,
    _ span: SourceSpan
  ) -> ShellValue {
    switch isThere(name, isFilled: isFilled) {
    case true?: return value(of: name)
    case false?: return evaluate(other, span)
    case nil: break
    }
    // It is not known itself, and says why.
    if let value = state.variables[name]?.value, value.parts.contains(where: Self.isUnknown) { return value }
    var reason = "whether `$\(name)` is set and not empty is not known"
    if state.variables[name] == nil, case .unknown = outside(name) {
      reason = "`$\(name)` is set nowhere in these files, and it may be set in the settings"
    }
    // With the same other text it is the same value elsewhere.
    let text = other.reduce("") { text, part in
      guard case .literal(let more, _) = part else { return "\(text)\(span.file) \(span.range.lowerBound)" }
      return text + more
    }
    return ShellValue([.unknown(reason, origin: "default \(name) \(isFilled) \(text)")])
  }

  /// Whether a variable is set, and to more than nothing where that is asked too; nil when it is not known.
  func isThere(_ name: String, isFilled: Bool) -> Bool? {
    guard let variable = state.variables[name] else {
      switch outside(name) {
      case .literal(let text): return !isFilled || !text.isEmpty
      case .predefined: return Self.always.contains(name) ? true : nil
      case .unknown: return nil
      }
    }
    if variable.isUnset { return false }
    if variable.mayBeUnset { return nil }
    if !isFilled { return true }
    let parts = variable.value.joined.parts
    return parts.isEmpty ? false : parts.contains(where: isSomething) ? true : nil
  }

  /// Whether a part is more than nothing for sure.
  private func isSomething(_ part: ShellValue.Part) -> Bool {
    switch part {
    case .literal(let text): return !text.isEmpty
    case .unknown: return false
    case .predefined(let name):
      if Self.always.contains(name) { return true }
      // A token has a name of the file's own choice; what an expression stands for may be empty.
      if case .unknown = outside(name) { return !name.contains(".") }
      return false
    }
  }

  private static func isUnknown(_ part: ShellValue.Part) -> Bool {
    if case .unknown = part { true } else { false }
  }

  /// What every job has, unlike `CI_COMMIT_TAG` or `GITHUB_HEAD_REF`.
  private static let always: Set<String> = [
    "CI", "HOME", "PATH", "PWD",
    "CI_API_V4_URL", "CI_BUILDS_DIR", "CI_COMMIT_REF_NAME", "CI_COMMIT_REF_SLUG", "CI_COMMIT_SHA",
    "CI_COMMIT_SHORT_SHA", "CI_DEFAULT_BRANCH", "CI_JOB_ID", "CI_JOB_NAME", "CI_JOB_STAGE", "CI_JOB_TOKEN",
    "CI_JOB_URL", "CI_PIPELINE_ID", "CI_PIPELINE_IID", "CI_PIPELINE_SOURCE", "CI_PIPELINE_URL", "CI_PROJECT_DIR",
    "CI_PROJECT_ID", "CI_PROJECT_NAME", "CI_PROJECT_NAMESPACE", "CI_PROJECT_PATH", "CI_PROJECT_PATH_SLUG",
    "CI_PROJECT_ROOT_NAMESPACE", "CI_PROJECT_URL", "CI_SERVER_FQDN", "CI_SERVER_HOST", "CI_SERVER_URL", "GITLAB_CI",
    "GITHUB_ACTIONS", "GITHUB_ACTOR", "GITHUB_API_URL", "GITHUB_ENV", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH",
    "GITHUB_JOB", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_REPOSITORY", "GITHUB_REPOSITORY_ID",
    "GITHUB_REPOSITORY_OWNER", "GITHUB_RUN_ATTEMPT", "GITHUB_RUN_ID", "GITHUB_RUN_NUMBER", "GITHUB_SERVER_URL",
    "GITHUB_SHA", "GITHUB_STEP_SUMMARY", "GITHUB_WORKFLOW", "GITHUB_WORKSPACE", "RUNNER_ARCH", "RUNNER_NAME",
    "RUNNER_OS", "RUNNER_TEMP", "RUNNER_TOOL_CACHE",
  ]
}
