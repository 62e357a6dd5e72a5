import KeylessSource

extension IntentReader {
  /// Everything a GitHub entry asks for must reach AWS, through `sub` or, except on GHES, a claim of its own.
  mutating func checkGitHub(_ admission: Admission, _ keys: Keys, _ entry: Range<Int>, _ context: Context) {
    let subject = context.subject
    let mapped = context.issuer.mapsClaims
    let start = entry.lowerBound..<min(entry.lowerBound + 1, entry.upperBound)
    if let project = admission.project {
      // GHES up to 3.18 leaves the `:` of an environment's name as it is, so a wildcard could reach into the context.
      if !mapped, project.value.hasWildcard {
        unenforceable(
          "a `*` in the repository may also match what follows it in the subject",
          project.span.range,
          help: "name the repositories one by one"
        )
      }
      if !mapped, !subject.has("repo") {
        unenforceable(
          "the repository's name is not in the subject",
          project.span.range,
          help: "add `repo` to the subject"
        )
      }
    } else {
      error("intent-missing-key", "the entry has no `project`", start, help: "add it as `project: owner/repository`")
    }
    checkImmutableLayout(admission, start, context)
    checkGitHubID(admission.projectID, "repository-id", "repository_id", start, context)
    checkGitHubID(admission.ownerID, "owner-id", "repository_owner_id", start, context)
    checkGitHubRuns(admission, keys, start, context)
    if mapped, admission.projectID == nil, admission.ownerID == nil, let project = admission.project {
      nameOnly(project.span.range, help: "add `repository-id` and `owner-id`")
    }
  }

  /// An environment may be called `x:repo:acme/shop`, which spells whatever stands behind `context` in the subject.
  ///
  /// Everybody chooses the template of a repository of their own, but only `repo` makes a subject begin with `repo:`.
  mutating func refuseForgeableSubject(_ first: Located<String>) {
    error(
      "intent-unenforceable",
      "a subject that begins with `\(first.value)` can be forged on GitHub Enterprise Server",
      first.span.range,
      "up to 3.18 an environment of another repository can spell what follows",
      help: "list `repo` first"
    )
  }

  /// Where AWS reads no claim but the subject, only the owner's id keeps `@*` from reaching over a colleague's repository.
  private mutating func checkImmutableLayout(_ admission: Admission, _ start: Range<Int>, _ context: Context) {
    guard context.issuer.hasImmutableSubjects, !context.issuer.mapsClaims, context.subject.layouts.contains(.immutable)
    else { return }
    if context.subject.layouts.contains(.classic) {
      unenforceable(
        "AWS reads only the subject of `\(context.issuer.url)`, and two layouts of it cannot both be held to the same ids",
        start,
        help: "set `subject-layout: immutable` and add `owner-id`, or set `subject-layout: classic`"
      )
    } else if admission.ownerID == nil {
      error(
        "intent-missing-key",
        "the entry has no `owner-id`, and nothing else tells this repository from a colleague's",
        start,
        help: "add `owner-id`, and `repository-id` where it is known"
      )
    }
  }

  private mutating func checkGitHubID(
    _ id: Located<String>?,
    _ key: String,
    _ claim: String,
    _ start: Range<Int>,
    _ context: Context
  ) {
    let isInSubject =
      context.subject.has(claim) || (context.subject.has("repo") && context.subject.layouts == [.immutable])
    if let id, !context.issuer.mapsClaims, !isInSubject {
      unenforceable(
        "AWS reads no `\(claim)` from `\(context.issuer.url)`",
        id.span.range,
        help: "add `\(claim)` to `include_claim_keys` and `subject`, or remove the key"
      )
    } else if id == nil, context.subject.has(claim) {
      error("intent-missing-key", "the entry has no `\(key)`, and the subject carries it", start)
    }
  }

  private mutating func checkGitHubRuns(_ admission: Admission, _ keys: Keys, _ start: Range<Int>, _ context: Context) {
    let ref = (admission.branches + admission.tags).first
    guard ref != nil || !admission.environments.isEmpty || admission.requests == .only else {
      return error(
        "intent-missing-key",
        "the entry says nothing about branches, tags, environments or pull requests",
        start,
        help: "add `branches: [main]` or `environments: [production]`"
      )
    }
    if let ref, !admission.environments.isEmpty, !context.issuer.mapsClaims {
      unenforceable(
        "a job with an environment has no ref in its subject, and AWS reads no `ref` from `\(context.issuer.url)`",
        ref.span.range,
        help: "restrict the environment to these refs in its deployment rules, and remove the key here"
      )
    }
    warnOfPullRequestTarget(admission)
    guard let node = keys["pull-requests"] else { return }
    switch admission.requests {
    case .only:
      if let other = ref ?? admission.environments.first {
        error(
          "intent-unenforceable",
          "the subject of a pull request says nothing but `pull_request`",
          other.span.range,
          help: "put pull requests into an entry of their own"
        )
      }
    case .excluded:
      if !admission.environments.isEmpty {
        unenforceable(
          "a pull request's job with an environment has the same subject, and AWS reads no `event_name`",
          node.range,
          help: "restrict the environment in its deployment rules, and remove the key here"
        )
      }
    case .any: break
    }
  }

  /// That such a run has the base branch as `ref` and in `sub` is (unverified); a tag is no base.
  private mutating func warnOfPullRequestTarget(_ admission: Admission) {
    guard admission.requests != .only, admission.environments.isEmpty, let branch = admission.branches.first else {
      return
    }
    warning(
      "intent-pull-request-target",
      "a fork's pull request that starts `pull_request_target` looks to AWS like a run of its base branch",
      branch.span.range,
      help: "give no such workflow `id-token: write`, or admit an environment instead of the branch"
    )
  }
}
