import KeylessAWSHalf
import KeylessFindings
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A subject that no token of the platform has.
enum SubNeverLegalRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL128",
    "sub-never-legal",
    "a subject that no token of the platform has",
    .medium,
    .dead,
    .unknown
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    let found = subject.deadValues { clause, value in
      subject.isSubject(clause.key.value) && !subject.isOldVariable(value)
    }
    if found.isEmpty { return [] }
    // Those have a rule that says more.
    let wildcards = subject.wildcardsInEquals().map { $0.value(in: subject.document).span }
    return found.filter { !wildcards.contains($0.value(in: subject.document).span) }.map { finding($0, subject) }
  }

  private static func finding(_ dead: DeadValue, _ subject: TrustSubject) -> Finding {
    let clause = dead.clause(in: subject.document)
    let value = dead.value(in: subject.document)
    let platform = subject.answers.first { clause.key.value == ConditionKey($0.universe.prefix + ":sub") }?.universe
      .platform
    let title = platform?.title ?? "the issuer"
    // Only some platforms let a project choose what its subject is made of.
    let assumption =
      platform?.customSubjects == nil ? "" : ", as long as the project has no subject template of its own"
    if let platform, isOfTemplate(dead, value.value.text, platform) {
      return Finding(
        description,
        subject.severity(.low),
        .unknown,
        "`\(value.value.text)` is the subject of a project that has set a subject template of its own, and nobody's otherwise",
        at: .init(value.span, "whether the template is set is not known here"),
        help: "look whether the project has set this subject template",
        subject: subject.role.address,
        cause: Cause.of(clause, value.value)
      )
    }
    return Finding(
      description,
      subject.severity(.medium),
      .dead,
      "no token of \(title) has the subject `\(value.value.text)`\(assumption)",
      at: .init(value.span, "never matches: AWS answers a flat `AccessDenied`"),
      help: help(dead, platform, subject),
      subject: subject.role.address,
      cause: Cause.of(clause, value.value)
    )
  }

  /// Whether a custom subject would give it, and it begins as no default one does: then it is meant so.
  private static func isOfTemplate(_ dead: DeadValue, _ text: String, _ platform: Platform) -> Bool {
    guard dead.needsTemplate, let keys = platform.customSubjects?.keys else { return false }
    let first = String(text.prefix { $0 != ":" })
    return keys.contains(first) && !["repo", "project_path"].contains(first)
  }

  /// The nearest subject that tokens do have, asked before it is said.
  private static func help(_ dead: DeadValue, _ platform: Platform?, _ subject: TrustSubject) -> String {
    let clause = dead.clause(in: subject.document)
    let value = dead.value(in: subject.document)
    let nearest = NearestSubjects.all(value.value.text, platform?.id)
    let asked = nearest.compactMap { text in
      ConditionClause.made(clause.test.value.comparison, clause.key.value.name, [text], at: value.span)
        .map { subject.document.statements[dead.statement].asking([$0]) }
    }
    let stillDead = subject.unmeetable(asked)
    if asked.count == nearest.count, let place = nearest.indices.first(where: { stillDead[$0] == nil }) {
      return "write `\(nearest[place])`, or the subject that your pipeline has (`keyless token` shows it)"
    }
    return "write a subject that the platform gives: " + shapes(platform)
  }

  private static func shapes(_ platform: Platform?) -> String {
    switch platform?.id {
    case "github": "`repo:OWNER/NAME:environment:NAME`, `repo:OWNER/NAME:ref:refs/heads/BRANCH`"
    case "gitlab": "`project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH`"
    default: "`keyless token` shows the one that your pipeline has"
    }
  }
}
