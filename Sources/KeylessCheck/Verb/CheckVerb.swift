import KeylessAWS
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
  package var format = CheckFormat.text
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

  /// 0 clean; 1 when a finding is at or above the limit.
  package func run(_ system: System) async throws -> Int32 {
    let root = try CheckRoot(paths, system)
    let settings = try CheckSettings.read(configuration, root: root.folder, system)
    let guess = ProjectGuess.guess(root: root.folder, system)
    let shows = format == .text && system.outputIsTerminal && system.environment["CI"] == nil
    var tree = try TreeLoader.load(
      root.paths,
      root: root.folder,
      ignoring: settings.ignores,
      progress: { count in if shows { system.printError("\rkeyless: \(count) files read") } },
      system
    )
    try SourceMounts.mount(sources, in: &tree, system)
    var input = CheckInput(tree: tree)
    input.project = CIProject(path: project ?? guess.project.path, host: host ?? guess.project.host)
    input.defaultBranch = defaultBranch ?? guess.defaultBranch
    input.issuers = settings.issuers
    input.terraform = try TerraformSettings.inputs(files: variableFiles, values: variables, system)
    if isLive {
      let live = try await LiveAccount.read(system)
      input.live = live.half
      for (name, bytes) in live.files { input.tree[name] = bytes }
    }
    let outcome = Check(input).outcome()
    if shows { system.printError("\r\u{1B}[K") }
    var set = FindingSet(
      outcome.findings,
      configuration: settings.configuration,
      specificity: { -Specificity.rank($0.number) }
    )
    let rules = Rule.all.map(\.description)
    let files = outcome.files
    set.silence(byCommentsIn: files, paths: outcome.commented, rules: rules)
    if writesBaseline { return try write(Baseline(set), system) }
    if let baseline { set.silence(by: try read(baseline, system)) }
    let report = Report(
      set,
      files: files,
      tool: ReportTool(version: version, pages: "docs/rules/"),
      rules: rules,
      handshakes: outcome.handshakes.map(\.row),
      problems: settings.diagnostics + outcome.diagnostics,
      failOn: failOn
    )
    if fixes || showsFixes { try fix(FixPlan(set, files: files), root: root.folder, system) }
    system.printOutput(render(report, system))
    return report.fails ? 1 : 0
  }

  private func render(_ report: Report, _ system: System) -> String {
    switch format {
    case .text: TextReport(report, isColoured: isColoured(system)).render()
    case .json: JSONReport(report).render()
    case .sarif: SARIFReport(report).render()
    case .codequality: CodeQualityReport(report).render()
    case .sast:
      SASTReport(report, start: Self.time(system.now()), end: Self.time(system.now())).render()
    case .junit: JUnitReport(report).render()
    case .github: AnnotationsReport(report).render()
    case .markdown: MarkdownReport(report).render()
    }
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
    do { return try Baseline(bytes, file: name) } catch { throw CheckError(.usage, "\(error)") }
  }

  private func fix(_ plan: FixPlan, root: String, _ system: System) throws {
    if showsFixes {
      system.printError(plan.shown)
      return
    }
    for (file, bytes) in plan.changed {
      try FileReplacement.write(bytes, to: root == "." ? file : root + "/" + file, system)
      system.printError("keyless: mended \(TerminalText.escaping(file))\n")
    }
  }
}
