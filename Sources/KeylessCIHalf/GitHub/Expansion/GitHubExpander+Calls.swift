import KeylessPlatforms
import KeylessSource

extension GitHubExpander {
  /// The workflow that a job calls; the job itself, with the reason, when it cannot be followed.
  mutating func follow(
    _ call: GitHubUse,
    of job: GitHubJob,
    named name: String,
    _ grant: GitHubGrant,
    _ frame: GitHubFrame
  ) -> [CIJob] {
    let project = project
    func lost(_ reason: String, isTold: Bool = false) -> [CIJob] {
      // No rule sees what runs there with the token, and silence would look like a pass.
      if grant.isGranted, !grant.isAssumed, !isTold {
        complain(
          "what is called here is not known: \(reason)",
          at: call.text.span,
          "it may ask for a token, and its jobs are not checked"
        )
      }
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
      return lost("`\(call.text.value)` calls itself in a circle", isTold: true)
    }
    guard frame.files.count <= Self.deepest else {
      complain("workflows call each other more than \(Self.deepest) levels deep", at: call.text.span)
      return lost("`\(call.text.value)` is called more than \(Self.deepest) levels deep", isTold: true)
    }
    guard let workflow = files.workflow(at: file) else {
      return lost("`\(call.text.value)` is not a workflow of these files that can be read")
    }
    guard let trigger = workflow.trigger("workflow_call") else {
      complain("`\(file)` has no `workflow_call`, so it cannot be called", at: call.text.span)
      return lost("`\(file)` cannot be called: it has no `workflow_call`", isTold: true)
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
    inner.context.strangers?.enter(trigger.inputs, given: job.with)
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

  private static func isCommit(_ ref: String) -> Bool {
    (ref.utf8.count == 40 || ref.utf8.count == 64) && ref.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
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
