package import KeylessSource

/// Reads a project's GitLab pipelines: the files as they are written, and what GitLab would make of them.
package struct GitLabReader {
  package private(set) var pipelines: [GitLabPipeline] = []
  private let tree: SourceTree
  private let project: CIProject
  /// Child pipelines that are still to be read.
  private var waiting: [Child] = []

  private struct Child {
    var include: GitLabNode
    var kinds: [GitLabKind]
    var forwarded: GitLabNode?
    var depth: Int
  }

  /// Most child pipelines that are read.
  private static let mostChildren = 100

  /// Reads the pipelines that start from these files, and their children.
  ///
  /// A file that is not there is none.
  package static func read(
    _ tree: SourceTree,
    project: CIProject = CIProject(),
    entries: [String] = [".gitlab-ci.yml"]
  ) -> [GitLabPipeline] {
    var reader = GitLabReader(tree: tree, project: project)
    for entry in entries { reader.read(entry) }
    return reader.pipelines
  }

  /// The pipelines' jobs in the form all platforms share.
  package static func half(_ pipelines: [GitLabPipeline]) -> CIHalf {
    CIHalf(
      jobs: pipelines.flatMap { $0.jobs.flatMap { $0.variants.map(\.job) } },
      diagnostics: pipelines.flatMap(\.diagnostics)
    )
  }

  private init(tree: SourceTree, project: CIProject) {
    self.tree = tree
    self.project = project
  }

  private mutating func read(_ entry: String) {
    var loader = GitLabLoader(tree: tree, project: project)
    guard let node = loader.load(entry) else { return }
    build(node, loader, file: entry, kinds: GitLabKind.all, forwarded: nil, depth: 0)
    var count = 0
    while !waiting.isEmpty, count < Self.mostChildren {
      count += 1
      let child = waiting.removeFirst()
      var loader = GitLabLoader(tree: tree, project: project)
      let node = loader.load(including: child.include)
      let file = loader.includes.first { !$0.files.isEmpty }?.files.first ?? child.include.span.file
      build(node, loader, file: file, kinds: child.kinds, forwarded: child.forwarded, depth: child.depth)
    }
    waiting = []
  }

  private mutating func build(
    _ node: GitLabNode,
    _ loader: GitLabLoader,
    file: String,
    kinds: [GitLabKind],
    forwarded: GitLabNode?,
    depth: Int
  ) {
    let (root, problems) = GitLabExtends.resolve(node)
    var pipeline = GitLabPipeline(
      file: file,
      root: root,
      includes: loader.includes,
      jobs: [],
      isChild: depth > 0,
      diagnostics: loader.diagnostics + problems
    )
    for include in pipeline.openIncludes {
      pipeline.diagnostics.append(
        Diagnostic(
          "gitlab-include",
          .warning,
          "what is included here is not known: \(include.unknown ?? "")",
          at: .init(include.span, "jobs that come from it are not checked"),
          help: "name a checkout with `--source`, or check the merged YAML that GitLab's pipeline editor shows"
        )
      )
    }
    let reader = GitLabJobReader(
      tree: tree,
      project: project,
      file: file,
      root: root,
      kinds: kinds,
      openIncludes: pipeline.openIncludes,
      conditional: loader.conditional,
      forwarded: forwarded
    )
    for entry in root.entries where Self.isJob(entry) {
      let job = reader.job(entry)
      pipeline.jobs.append(job)
      if job.isTrigger, depth < 2 { follow(job, forwarded: forwarded, depth: depth + 1) }
    }
    pipelines.append(pipeline)
  }

  private static let keywords: Set<String> = [
    "default", "include", "stages", "variables", "workflow", "image", "services", "cache", "before_script",
    "after_script",
    "spec", "types", GitLabExtends.missing,
  ]

  private static func isJob(_ entry: GitLabEntry) -> Bool {
    entry.value.isMapping && !keywords.contains(entry.name.value) && !entry.name.value.hasPrefix(".")
  }

  /// A child pipeline runs wherever the job that triggers it does.
  private mutating func follow(_ job: GitLabJob, forwarded: GitLabNode?, depth: Int) {
    guard let include = job.body["trigger"]?["include"] else { return }
    var kinds: [GitLabKind] = []
    for run in job.variants.flatMap(\.job.runs) {
      var kind = GitLabKind(
        event: "parent_pipeline",
        refType: run.refType,
        isMergeRequest: run.event == "merge_request_event"
      )
      kind.base = run.refs.map { .init(atom: .ref($0.pattern), isNegated: $0.isNegated) }
      if let isProtected = run.isProtected { kind.base.append(.init(atom: .protected, isNegated: !isProtected)) }
      kind.base += run.unknowns.map { .init(atom: .unknown("the parent's job runs \($0)"), isNegated: false) }
      if !kinds.contains(kind), kinds.count < 32 { kinds.append(kind) }
    }
    var handed = forwarded ?? .empty(at: job.name.span)
    if let own = job.body["variables"] { handed = handed.merged(with: own) }
    waiting.append(Child(include: include, kinds: kinds, forwarded: handed, depth: depth))
  }
}
