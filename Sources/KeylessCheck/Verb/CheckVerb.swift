import KeylessAWS
import KeylessAWSHalf
import KeylessCIHalf
package import KeylessFindings
import KeylessHandshake
import KeylessLint
import KeylessSource
package import KeylessSystem

/// `keyless check`: reads both halves, matches them, and reports.
package struct CheckVerb: Sendable {
  /// Files and folders; none: the folder one is in.
  package var paths: [String] = []
  /// `gitlab.com/acme/cicd=DIR` and the like.
  package var sources: [String] = []
  package var project: String?
  package var host: String?
  package var defaultBranch: String?
  package var format = ReportFormat.text
  /// Leaves what is silenced out of SARIF, for a reader that shows it as open.
  package var hidesSilenced = false
  /// A revision of git: then the question is what a change does to who gets in.
  package var against: String?
  package var failOn: CheckConfiguration.FailOn?
  /// `keyless.yaml`, or what stands for it.
  package var configuration: String?
  package var baseline: String?
  /// Writes the findings that there are into the baseline.
  package var writesBaseline = false
  package var fixes = false
  /// Shows what `fixes` would change, and changes nothing.
  package var showsFixes = false
  package var isLive = false
  package var variableFiles: [String] = []
  package var variables: [String] = []
  package var version = ""

  package init() {}

  /// 0 clean; 1 when a finding is at or above the limit, or when a change of who gets in was asked about and there is one.
  package func run(_ system: System) async throws -> Int32 {
    let root = try CheckRoot(paths, system)
    let settings = try CheckSettings.read(configuration, root: root.folder, system)
    let start = Self.time(system.now())
    var input = try input(root, settings, in: root.folder, system)
    if isLive {
      let live = try await LiveAccount.read(system)
      input.live = live.half
      for (name, bytes) in live.files { input.tree[name] = bytes }
    }
    var outcome = Check(input).outcome()
    if showsProgress(system) { system.printError("\r\u{1B}[K") }
    if let against { return try await review(outcome, since: against, root, settings, system) }
    if let nothing = Self.nothing(outcome, root) { outcome.diagnostics.append(nothing) }
    var set = FindingSet(
      outcome.findings,
      configuration: settings.configuration,
      specificity: { -Specificity.rank($0.number) }
    )
    let rules = Rule.all.map(\.description)
    set.silence(byCommentsIn: outcome.files, paths: outcome.commented, rules: rules)
    if writesBaseline { return try write(Baseline(set), system) }
    if let baseline { set.silence(by: try read(baseline, system)) }
    let isPlanned = fixes || showsFixes
    let plan = isPlanned ? FixPlan(set, files: mendable(set, outcome.files, root.folder, system)) : nil
    if fixes, let plan, try mend(plan, root: root.folder, system) {
      // What is left is what the files say now.
      var again = self
      again.fixes = false
      return try await again.run(system)
    }
    if showsFixes, let plan { system.printError(plan.shown) }
    let report = Report(
      set,
      files: outcome.files,
      tool: ReportTool(version: version, pages: "docs/rules/"),
      rules: rules,
      handshakes: outcome.handshakes.map(\.row),
      problems: outcome.diagnostics,
      failOn: failOn
    )
    let terms = ReportFormat.Terms(
      isColoured: isColoured(system),
      start: start,
      end: Self.time(system.now()),
      includesSilenced: !hidesSilenced
    )
    system.printOutput(format.render(report, terms))
    return report.fails ? 1 : 0
  }

  /// Everything below a folder that stands for the root: the root itself, or what it was at a revision.
  private func input(
    _ root: CheckRoot,
    _ settings: CheckSettings,
    in folder: String,
    _ system: System
  ) throws -> CheckInput {
    let shows = showsProgress(system)
    var tree = try TreeLoader.load(
      root.paths,
      root: folder,
      ignoring: settings.ignores,
      mayLack: folder != root.folder,
      progress: { count in if shows { system.printError("\rkeyless: \(count) files read") } },
      system
    )
    try SourceMounts.mount(sources, in: &tree, of: root, system)
    let guess = ProjectGuess.guess(root: root.folder, system)
    var input = CheckInput(tree: tree)
    input.project = CIProject(path: project ?? guess.project.path, host: host ?? guess.project.host)
    input.defaultBranch = defaultBranch ?? guess.defaultBranch
    input.issuers = settings.issuers
    input.intents = settings.intents
    input.terraform = try TerraformSettings.inputs(files: variableFiles, values: variables, system)
    return input
  }

  private func showsProgress(_ system: System) -> Bool {
    format == .text && system.outputIsTerminal && system.environment["CI"] == nil
  }

  private func review(
    _ now: CheckOutcome,
    since revision: String,
    _ root: CheckRoot,
    _ settings: CheckSettings,
    _ system: System
  ) async throws -> Int32 {
    let before = try await GitRevision.with(revision, of: root.folder, system) { folder in
      Check(try input(root, settings, in: folder, system)).outcome()
    }
    let review = ChangeReview(from: before, to: now, issuers: settings.issuers)
    let text = ChangeText(review, since: revision, notRead: (before.diagnostics, now.diagnostics))
    switch format {
    case .markdown: system.printOutput(text.markdown)
    case .json: system.printOutput(text.json.pretty + "\n")
    default: system.printOutput(text.text)
    }
    return review.isNotable ? 1 : 0
  }

  /// Without the zone, as GitLab's reports want it.
  private static func time(_ seconds: Int) -> String { String(WireTime.extended(seconds).dropLast()) }

  /// Colour for a person at a terminal who did not ask to be spared it (no-color.org).
  private func isColoured(_ system: System) -> Bool {
    system.outputIsTerminal && system.environment["NO_COLOR"].map(\.isEmpty) ?? true
      && system.environment["TERM"] != "dumb"
  }

  private func write(_ baseline: Baseline, _ system: System) throws -> Int32 {
    let name = self.baseline ?? ".keyless-baseline.json"
    // A file that was named by mistake is not replaced.
    if let old = try system.files.read(name, Baseline.limits.size), (try? Baseline(old, file: name)) == nil {
      throw CheckError(
        .usage,
        "`\(TerminalText.escaping(name))` is there and is no baseline: remove it, or name another file"
      )
    }
    try FileReplacement.write(Array(baseline.text.utf8), to: name, system)
    let count = baseline.entries.count
    system.printError(
      "keyless: wrote \(count) \(count == 1 ? "finding" : "findings") to \(TerminalText.escaping(name))\n"
    )
    return 0
  }

  private func read(_ name: String, _ system: System) throws -> Baseline {
    guard let bytes = try system.files.read(name, Baseline.limits.size) else {
      throw CheckError(
        .usage,
        "there is no baseline `\(TerminalText.escaping(name))`; `keyless check --write-baseline` writes one"
      )
    }
    do { return try Baseline(bytes, file: name) } catch let error as BaselineError {
      throw CheckError(.usage, TextRenderer(SourceFiles(name, bytes)).render([error.diagnostic]))
    }
  }

  /// The texts that may be mended: those that are on the disk as they were read, which another project's are not.
  private func mendable(_ set: FindingSet, _ files: SourceFiles, _ root: String, _ system: System) -> SourceFiles {
    var mendable = files
    let edits = set.findings.filter { $0.silence == nil }.flatMap(\.finding.fix)
    for file in Set(edits.map(\.span.file)).sorted() {
      let now = try? system.files.read(Self.place(file, root), TreeLoader.mostBytes)
      if now == files[file] { continue }
      mendable[file] = nil
      let name = TerminalText.escaping(file)
      system.printError("keyless: `\(name)` is another project's, or no longer what was read, and stays as it is\n")
    }
    return mendable
  }

  private static func place(_ file: String, _ root: String) -> String { root == "." ? file : root + "/" + file }

  /// A check that saw nothing must not look like a pass.
  private static func nothing(_ outcome: CheckOutcome, _ root: CheckRoot) -> Diagnostic? {
    guard outcome.aws.roles.isEmpty, outcome.aws.providers.isEmpty, outcome.ci.jobs.isEmpty,
      outcome.findings.isEmpty, outcome.diagnostics.isEmpty
    else { return nil }
    return Diagnostic(
      "nothing-to-check",
      .warning,
      "there is no role, no identity provider and no job, so nothing was checked",
      at: .init(SourceSpan(file: root.paths.first { $0 != "." } ?? root.folder, range: 0..<0)),
      help: "name the folder that holds Terraform, policies in JSON, `.gitlab-ci.yml` or `.github/workflows`"
    )
  }

  /// Whether a file was changed.
  private func mend(_ plan: FixPlan, root: String, _ system: System) throws -> Bool {
    for (file, bytes) in plan.changed {
      try FileReplacement.write(bytes, to: Self.place(file, root), system)
      system.printError("keyless: mended \(TerminalText.escaping(file))\n")
    }
    return !plan.changed.isEmpty
  }
}
