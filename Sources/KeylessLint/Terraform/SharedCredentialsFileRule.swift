import KeylessAWSHalf
import KeylessFindings
import KeylessSource
import KeylessTerraform

/// A file of one person's machine in the place of the job's token.
enum SharedCredentialsFileRule {
  static let rule = Rule(description, .terraform(findings))

  private static let description = RuleDescription(
    "KL302",
    "shared-credentials-file",
    "`shared_credentials_files` or `shared_config_files` in the configuration",
    .medium,
    .dead,
    .open
  )

  private static let names = [
    "shared_credentials_files", "shared_credentials_file", "shared_config_files", "shared_config_file",
  ]

  private static func findings(_ subject: TerraformSubject) -> [Finding] {
    subject.signIns.flatMap { place in
      names.compactMap { name -> Finding? in
        guard let setting = place[name] else { return nil }
        let written = setting.value.list ?? [setting.value]
        guard let file = written.first(where: { LiteralText.words(of: $0) != nil }),
          let words = LiteralText.words(of: file), !subject.isGivenFromOutside(file)
        else { return nil }
        let path = name.hasPrefix("shared_credentials") ? file.string : nil
        let forecast = SignInForecast(place, subject, profile: place["profile"]?.value.string, credentials: path)
        // Where no profile is named, variables may go before any file.
        guard !forecast.isOwnIdentity else { return nil }
        return Finding(
          description,
          .medium,
          forecast.written == nil ? .dead : .open,
          "`\(name)` of `\(place.title)` is `\(words)`, so the files that the job names are not looked at",
          at: .init(setting.span, "a file of one machine"),
          related: (setting.span.contains(file.span) ? [] : [.init(file.span, "set here")]) + forecast.labels,
          help: "remove it, and set `AWS_SHARED_CREDENTIALS_FILE` or `AWS_CONFIG_FILE` in your own shell",
          subject: place.title,
          cause: name,
          fix: []
        )
      }
    }
  }
}
