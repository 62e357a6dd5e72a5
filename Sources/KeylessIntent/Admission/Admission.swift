package import KeylessPlatforms
package import KeylessSource

/// One entry of `admits`: everything it says must hold at once; refs are alternatives of each other.
package struct Admission: Hashable, Sendable {
  package var platform: IntentPlatform
  package var span: SourceSpan
  package var name: Located<String>?
  /// GitLab project path or GitHub repository; nil only when the subject carries the project id instead of the path.
  package var project: Located<NamePattern>?
  package var projectID: Located<String>?
  /// GitLab `namespace_id` or GitHub `repository_owner_id`.
  package var ownerID: Located<String>?
  package var branches: [Located<NamePattern>]
  package var tags: [Located<NamePattern>]
  /// GitHub only; empty means jobs without an environment.
  package var environments: [Located<NamePattern>]
  package var requests: Requests
  /// GitLab only: the ref must be protected.
  package var isProtected: Bool

  package init(
    platform: IntentPlatform,
    span: SourceSpan,
    name: Located<String>? = nil,
    project: Located<NamePattern>?,
    projectID: Located<String>? = nil,
    ownerID: Located<String>? = nil,
    branches: [Located<NamePattern>] = [],
    tags: [Located<NamePattern>] = [],
    environments: [Located<NamePattern>] = [],
    requests: Requests = .any,
    isProtected: Bool = false
  ) {
    self.platform = platform
    self.span = span
    self.name = name
    self.project = project
    self.projectID = projectID
    self.ownerID = ownerID
    self.branches = branches
    self.tags = tags
    self.environments = environments
    self.requests = requests
    self.isProtected = isProtected
  }

  /// What an entry says about merge requests (GitLab) or pull requests (GitHub).
  package enum Requests: Hashable, Sendable {
    /// Not distinguished.
    case any
    case excluded
    case only
  }

  /// What `merge-requests: false` keeps out: GitLab's own merge requests, and pull requests of a mirrored repository.
  ///
  /// A child pipeline of either has the source `parent_pipeline`, like a child of any other, and is not told apart.
  package static let requestSources = ["merge_request_event", "external_pull_request_event"]

  /// Whether all facts the entry asks for are there and right; values are compared byte by byte.
  package func admits(_ pipeline: Pipeline) -> Bool {
    guard pipeline.platform == platform.id else { return false }
    switch platform {
    case .gitlab:
      return matches(project?.value, pipeline["project_path"]) && equals(projectID, pipeline["project_id"])
        && equals(ownerID, pipeline["namespace_id"]) && admitsGitLabRun(pipeline)
    case .github:
      return matches(project?.value, pipeline["repository"]) && equals(projectID, pipeline["repository_id"])
        && equals(ownerID, pipeline["repository_owner_id"]) && admitsGitHubRun(pipeline)
    }
  }

  private func admitsGitLabRun(_ pipeline: Pipeline) -> Bool {
    if isProtected, pipeline["ref_protected"] != .flag(true), !equals("true", pipeline["ref_protected"]) {
      return false
    }
    switch requests {
    case .any: break
    case .excluded:
      guard let source = pipeline["pipeline_source"]?.text else { return false }
      if Self.requestSources.contains(where: { $0.utf8.elementsEqual(source.utf8) }) { return false }
    case .only: if !equals("merge_request_event", pipeline["pipeline_source"]) { return false }
    }
    if equals("branch", pipeline["ref_type"]) { return matchesAny(branches, pipeline["ref"]?.text) }
    if equals("tag", pipeline["ref_type"]) { return matchesAny(tags, pipeline["ref"]?.text) }
    return false
  }

  private func admitsGitHubRun(_ pipeline: Pipeline) -> Bool {
    if !environments.isEmpty {
      return matchesAny(environments, pipeline["environment"]?.text)
        && (branches.isEmpty && tags.isEmpty || matchesFullRef(pipeline))
    }
    guard pipeline["environment"] == nil, let event = pipeline["event_name"]?.text else { return false }
    let isRequest = event.utf8.elementsEqual("pull_request".utf8)
    return requests == .only ? isRequest : !isRequest && matchesFullRef(pipeline)
  }

  private func matchesFullRef(_ pipeline: Pipeline) -> Bool {
    guard let ref = pipeline["ref"]?.text else { return false }
    if let branch = short(ref, after: "refs/heads/") { return matchesAny(branches, branch) }
    if let tag = short(ref, after: "refs/tags/") { return matchesAny(tags, tag) }
    return false
  }

  private func short(_ ref: String, after prefix: String) -> String? {
    guard ref.utf8.starts(with: prefix.utf8) else { return nil }
    return String(decoding: Array(ref.utf8.dropFirst(prefix.utf8.count)), as: UTF8.self)
  }

  private func matches(_ pattern: NamePattern?, _ fact: FactValue?) -> Bool {
    guard let pattern else { return true }
    guard let text = fact?.text else { return false }
    return pattern.matches(text)
  }

  private func matchesAny(_ patterns: [Located<NamePattern>], _ text: String?) -> Bool {
    guard let text else { return false }
    return patterns.contains { $0.value.matches(text) }
  }

  /// Ids are decimal strings in tokens; a fact given as a number means the same.
  private func equals(_ wanted: Located<String>?, _ fact: FactValue?) -> Bool {
    guard let wanted else { return true }
    if case .number(let number) = fact { return wanted.value.utf8.elementsEqual(String(number).utf8) }
    return equals(wanted.value, fact)
  }

  private func equals(_ wanted: String, _ fact: FactValue?) -> Bool {
    fact?.text.map { $0.utf8.elementsEqual(wanted.utf8) } ?? false
  }
}
