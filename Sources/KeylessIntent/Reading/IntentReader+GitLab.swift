import KeylessSource

extension IntentReader {
  /// Everything a GitLab entry asks for must reach AWS, through `sub` or, on gitlab.com, a claim of its own.
  mutating func checkGitLab(_ admission: Admission, _ keys: Keys, _ entry: Range<Int>, _ context: Context) {
    let subject = context.subject
    let mapped = context.issuer.mapsClaims
    let start = entry.lowerBound..<min(entry.lowerBound + 1, entry.upperBound)
    if let project = admission.project, !subject.has("project_path") {
      unenforceable(
        "the project's path is not in the subject",
        project.span.range,
        help: "remove `project`; `project-id` decides"
      )
    } else if admission.project == nil, subject.has("project_path") {
      error(
        "intent-missing-key",
        "the entry has no `project`",
        start,
        help: "add the full path, `project: group/project`"
      )
    }
    if let id = admission.projectID, !mapped, !subject.has("project_id") {
      unenforceable(
        "AWS reads no `project_id` from `\(context.issuer.url)`",
        id.span.range,
        help: "make `project_id` a component of the project's subject and list it in `subject`, or remove the key"
      )
    } else if admission.projectID == nil, subject.has("project_id") {
      error("intent-missing-key", "the entry has no `project-id`, and the subject carries it", start)
    }
    if let id = admission.ownerID, !mapped {
      unenforceable("AWS reads no `namespace_id` from `\(context.issuer.url)`", id.span.range, help: "remove the key")
    }
    if admission.requests != .any, !mapped, let node = keys["merge-requests"] {
      unenforceable(
        "AWS reads no `pipeline_source` from `\(context.issuer.url)`",
        node.range,
        help: "remove the key, and protect the branch: its merge requests run under the same subject"
      )
    }
    if admission.requests == .only, let tag = admission.tags.first {
      error("intent-empty", "a merge request pipeline never runs on a tag", tag.span.range, help: "remove `tags`")
    }
    if admission.requests == .excluded, mapped, !admission.isProtected,
      let wide = admission.branches.first(where: \.value.hasWildcard)
    {
      warning(
        "intent-child-pipeline",
        "a child pipeline of a merge request still gets in: its source is `parent_pipeline`, like that of any child",
        wide.span.range,
        help: "name the branches one by one, or add `protected: true`"
      )
    }
    if admission.isProtected, !mapped, !subject.has("ref_protected"), let node = keys["protected"] {
      unenforceable(
        "AWS reads no `ref_protected` from `\(context.issuer.url)`",
        node.range,
        help: "make `ref_protected` a component of the project's subject and list it in `subject`, or remove the key"
      )
    }
    checkGitLabRefs(admission, start, subject)
    if admission.projectID == nil, admission.ownerID == nil, let project = admission.project {
      nameOnly(
        project.span.range,
        help: mapped
          ? "add `project-id`" : "put `project_id` into the subject, then list it in `subject` and add `project-id`"
      )
    }
  }

  private mutating func checkGitLabRefs(_ admission: Admission, _ start: Range<Int>, _ subject: Subject) {
    let refs = admission.branches + admission.tags
    guard let first = refs.first else {
      return error(
        "intent-missing-key",
        "the entry says nothing about branches or tags",
        start,
        help: "add `branches: [main]`; `branches: [\"*\"]` admits every branch"
      )
    }
    let all = { (patterns: [Located<NamePattern>]) in patterns.contains { $0.value.literals == ["", ""] } }
    if !subject.has("ref") {
      if let narrow = [admission.branches, admission.tags].first(where: { !$0.isEmpty && !all($0) })?.first {
        unenforceable("the subject has no `ref`", narrow.span.range, help: "write `\"*\"`, or add `ref` to the subject")
      } else if !subject.has("ref_type"), admission.branches.isEmpty || admission.tags.isEmpty {
        unenforceable(
          "the subject has neither `ref` nor `ref_type`, so branches and tags look alike",
          first.span.range,
          help: "list both `branches: [\"*\"]` and `tags: [\"*\"]`, or add `ref_type` to the subject"
        )
      }
    } else if !subject.has("ref_type"),
      Set(admission.branches.map { Array($0.value.text.utf8) }) != Set(admission.tags.map { Array($0.value.text.utf8) })
    {
      unenforceable(
        "the subject has no `ref_type`, so a tag of the same name gets in with a branch",
        first.span.range,
        help: "list the same names under `branches` and `tags`, or add `ref_type` to the subject"
      )
    }
  }

  mutating func unenforceable(_ reason: String, _ range: Range<Int>, help: String) {
    error("intent-unenforceable", "AWS cannot enforce this: \(reason)", range, help: help)
  }

  mutating func nameOnly(_ range: Range<Int>, help: String) {
    warning(
      "intent-name-only",
      "only a name protects this entry, and whoever registers a freed name inherits it",
      range,
      help: help
    )
  }
}
