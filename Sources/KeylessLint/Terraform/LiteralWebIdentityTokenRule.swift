import KeylessAWSHalf
import KeylessFindings
import KeylessSource
import KeylessTerraform

/// A token in the configuration: whoever reads it has the role until it expires, and afterwards nobody has.
enum LiteralWebIdentityTokenRule {
  static let rule = Rule(description, .terraform(findings))

  private static let description = RuleDescription(
    "KL304",
    "literal-web-identity-token",
    "`assume_role_with_web_identity` with a literal `web_identity_token`",
    .high,
    .open
  )

  private static func findings(_ subject: TerraformSubject) -> [Finding] {
    subject.signIns.flatMap { place in
      place.nested("assume_role_with_web_identity").compactMap { block in
        WrittenSecret(block, "web_identity_token", subject).map { secret in
          Finding(
            description,
            .high,
            .open,
            "`web_identity_token` of `\(place.title)` is written in the configuration, and expires",
            at: secret.label("a token in the repository and its history"),
            related: secret.related + SignInForecast(place, subject, profile: place["profile"]?.value.string).failures,
            help: "use `web_identity_token_file` with a variable, or set `AWS_WEB_IDENTITY_TOKEN_FILE` in the job",
            subject: place.title,
            cause: "web_identity_token"
          )
        }
      }
    }
  }
}
