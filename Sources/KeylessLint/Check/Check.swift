import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessSource
import KeylessTerraform

/// Reads both halves out of a tree, matches them, and runs the rules.
package struct Check {
  private let input: CheckInput
  private let rules: [Rule]

  package init(_ input: CheckInput, rules: [Rule] = Rule.all) {
    self.input = input
    self.rules = rules
  }

  package func outcome() -> CheckOutcome {
    let tree = input.tree
    let project = TerraformProject(tree: tree, inputs: input.terraform)
    var aws = TerraformHalf.read(project)
    aws.refine(by: PlanSources.read(tree))
    aws.add(JSONSources.read(tree))
    if let live = input.live { aws.add(live) }
    let halves = CIHalves(tree, project: input.project)
    let ci = halves.half
    var issuers = input.issuers
    issuers.add(ci)
    let answer = RuleRun(rules, issuers: issuers, intents: input.intents, defaultBranch: input.defaultBranch)
      .answer(aws, halves, terraform: project)
    return CheckOutcome(
      aws: aws,
      ci: ci,
      handshakes: answer.handshakes,
      findings: answer.findings,
      diagnostics: aws.diagnostics + ci.diagnostics + answer.problems + project.diagnostics + tooLarge(project)
        + missing(project) + refused(tree),
      files: tree.sources,
      commented: tree.files.keys.filter(Self.hasComments).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    )
  }

  private static func hasComments(_ path: String) -> Bool {
    [".tf", ".tofu", ".tfvars", ".yml", ".yaml"].contains { path.hasSuffix($0) }
  }

  /// Asked last, since the rules evaluate too.
  private func tooLarge(_ project: TerraformProject) -> [Diagnostic] {
    project.exhausted.map { root in
      let folder = root.folder.path
      let block = root.folder.resources.first ?? root.folder.calls.first
      let place = block?.head ?? SourceSpan(file: folder, range: 0..<0)
      return .configurationTooLarge(folder.isEmpty ? "." : folder, at: place)
    }
  }

  /// One for all modules that are not there: a project may have dozens, and most of them make no role.
  private func missing(_ project: TerraformProject) -> [Diagnostic] {
    var seen: Set<SourceSpan> = []
    let missing = project.roots.flatMap(\.allModules).flatMap(\.missingModules)
      .filter { seen.insert($0.unknown.span).inserted }
    guard let first = missing.first else { return [] }
    let names = missing.prefix(8).map { "`\(TerminalText.escaping($0.name))`" } + (missing.count > 8 ? ["…"] : [])
    let others = "\(missing.count) modules are not read: \(names.joined(separator: ", "))"
    let what = missing.count == 1 ? first.unknown.reason : others
    return [
      Diagnostic(
        "module-not-read",
        .warning,
        "\(what), so nothing is said of the roles that \(missing.count == 1 ? "it makes" : "they make")",
        at: .init(first.unknown.span, missing.count == 1 ? "" : first.unknown.reason),
        related: missing.dropFirst().prefix(4).map { .init($0.unknown.span, $0.unknown.reason) },
        help: "run `terraform init` first: what it puts below `.terraform/modules` is read"
      )
    ]
  }

  /// What was left out is said, or silence would look like a pass.
  private func refused(_ tree: SourceTree) -> [Diagnostic] {
    tree.refused.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { path, reason in
      Diagnostic(
        "file-not-read",
        .warning,
        "`\(path)` \(reason), so nothing is said of it",
        at: .init(SourceSpan(file: path, range: 0..<0))
      )
    }
  }
}
