import KeylessAWSHalf
import KeylessFindings
import KeylessSource
import KeylessTerraform

/// A key in the repository, in the plan and in the history, which also comes before the job's token.
enum StaticKeysInTerraformRule {
  static let rule = Rule(description, .terraform(findings))

  private static let description = RuleDescription(
    "KL303",
    "static-keys-in-terraform",
    "`access_key`, `secret_key` or `token` written in the configuration",
    .high,
    .open
  )

  private static func findings(_ subject: TerraformSubject) -> [Finding] {
    subject.signIns.flatMap { place -> [Finding] in
      let secrets = ["access_key", "secret_key", "token"].compactMap { name in
        WrittenSecret(place, name, subject).map { (name, $0) }
      }
      guard !secrets.isEmpty else { return [] }
      let forecast = SignInForecast(place, subject, profile: place["profile"]?.value.string)
      return secrets.map { name, secret in
        Finding(
          description,
          .high,
          .open,
          "`\(name)` of `\(place.title)` is written in the configuration, for everybody who can read it",
          at: secret.label("a key in the repository and its history"),
          related: secret.related + forecast.labels,
          help: "delete the key in AWS, remove it here, and let the job's token sign in",
          subject: place.title,
          cause: name
        )
      }
    }
  }
}
