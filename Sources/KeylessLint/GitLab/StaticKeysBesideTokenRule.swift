import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// A key in the environment comes before the token in nearly every SDK, and still works for whoever has it.
enum StaticKeysBesideTokenRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL502",
    "static-keys-beside-token",
    "a stored AWS key in a job that has a token",
    .high,
    .open
  )

  private static let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    guard subject.job.hasTokenForAWS else { return [] }
    if let key = given(subject.job) {
      guard subject.isFirst({ $0.hasTokenForAWS && given($0)?.name.span == key.name.span }) else { return [] }
      return [
        finding(
          subject,
          "`\(key.name.value)` is set beside the job's token, and \(KeyPrecedence.words) takes it first",
          key.name.span,
          "a key that lasts until somebody deletes it",
          key.name.value
        )
      ]
    }
    if let use = expected(subject.job) {
      return [
        finding(
          subject,
          "the script expects the stored key `\(use.value)` although the job has a token",
          use.span,
          "set nowhere in these files, so it is to come from the settings",
          "expects \(use.value)"
        )
      ]
    }
    return []
  }

  private static func finding(
    _ subject: GitLabSubject,
    _ message: Diagnostic.Message,
    _ span: SourceSpan,
    _ label: String,
    _ cause: String
  ) -> Finding {
    Finding(
      description,
      subject.severity(.high),
      .open,
      message,
      at: .init(span, label),
      related: subject.job.tokens.first.map { [.init($0.name.span, "the token that nobody uses")] } ?? [],
      help: "delete the key in AWS and its variables, and let `AWS_ROLE_ARN` and `AWS_WEB_IDENTITY_TOKEN_FILE` do",
      subject: subject.address,
      cause: cause
    )
  }

  /// A key that `variables:` gives, and that is still there when the script has run.
  private static func given(_ job: GitLabJob) -> CIVariable? {
    for variant in job.variants {
      for key in variant.given where names.contains(key.name.value) && !key.value.parts.isEmpty {
        if variant.job.variables.contains(where: { $0.name == key.name }) { return key }
      }
    }
    return nil
  }

  /// A key that a command is given and no file sets.
  private static func expected(_ job: GitLabJob) -> Located<String>? {
    for variant in job.variants {
      for (step, state) in zip(variant.script.steps, variant.script.states)
      where !["[", "test", "unset", "echo", "printf", "export"].contains(step.tool ?? "") {
        for (word, _) in step.arguments {
          let name = word.variables.first { names.contains($0) && state.variables[$0] == nil }
          if let name { return Located(name, at: word.span) }
        }
      }
    }
    return nil
  }
}
