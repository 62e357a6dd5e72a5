import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// The long-lived key that federation was to replace is still there, and whoever reads the repository's secrets has it.
enum StaticKeysWithOIDCActionRule {
  static let rule = Rule(description, .github(findings))

  private static let description = RuleDescription(
    "KL602",
    "static-keys-with-oidc-action",
    "static keys given to `aws-actions/configure-aws-credentials`",
    .high,
    .open
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    GitHubSubject.steps(subject.readings).compactMap { resolved -> Finding? in
      let step = resolved.step
      guard let use = step.uses, use.configuresCredentials, let key = key(resolved) else { return nil }
      let role = step.with[input: "role-to-assume"]
      return Finding(
        description,
        .high,
        .open,
        role == nil
          ? "the step signs in with a stored key instead of the job's token"
          : "the step assumes its role with a stored key instead of the job's token",
        at: .init(key.name.span, "lasts until somebody deletes it, and \(KeyPrecedence.words) takes it before a token"),
        related: role.map { [.init($0.name.span, "with a key, the action asks for no token")] } ?? [],
        help: role == nil
          ? "give the action `role-to-assume` without keys, and delete the key"
          : "leave the keys out, give the job `id-token: write`, and delete the key",
        subject: subject.address,
        cause: "\(key.name.value.lowercased()) of \(use.repository ?? "")"
      )
    }
  }

  /// The input that holds a key; keys with a session token, or from a step before, are short-lived.
  private static func key(_ resolved: GitHubResolvedStep) -> GitHubSetting? {
    let filled = { (name: String) -> GitHubSetting? in
      resolved.with[name]?.text == "" ? nil : resolved.step.with[input: name]
    }
    guard filled("aws-session-token") == nil else { return nil }
    guard let key = filled("aws-access-key-id") ?? filled("aws-secret-access-key") else { return nil }
    let text = key.value.value.lowercased()
    return ["steps.", "needs.", "job."].contains { text.contains($0) } ? nil : key
  }
}
