import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessSource

/// A policy variable in a version of the language that takes it for text.
enum PolicyVersion2008Rule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL142",
    "policy-version-2008",
    "`${…}` in a value of a policy that is not of version 2012-10-17",
    .medium,
    .dead
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    guard subject.document.version == .v2008 else { return [] }
    let version = subject.document.versionSpan
    return subject.deadValues { _, value in subject.isOldVariable(value) }.map { dead in
      let clause = dead.clause(in: subject.document)
      let value = dead.value(in: subject.document)
      return Finding(
        description,
        subject.severity(.medium),
        .dead,
        version == nil
          ? "`\(value.value.text)` never matches: without `Version` a `${…}` is text"
          : "`\(value.value.text)` never matches: in version 2008-10-17 a `${…}` is text",
        at: .init(value.span, "is compared with its dollar sign and braces"),
        related: version.map { [.init($0, "knows no variables")] } ?? [],
        help: "write `\"Version\": \"2012-10-17\"`, and look who gets in then",
        subject: subject.role.address,
        cause: Cause.of(clause, value.value)
      )
    }
  }
}
