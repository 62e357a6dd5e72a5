import KeylessAWSHalf
import KeylessFindings
import KeylessSource
import KeylessTerraform

/// A person's profile in the configuration: it beats the environment, so the job's token is never looked at.
enum HardcodedProfileRule {
  static let rule = Rule(description, .terraform(findings))

  private static let description = RuleDescription(
    "KL301",
    "hardcoded-profile",
    "`profile` in a provider, in an S3 backend, in the configuration of `terraform_remote_state`, or as their variable's default",
    .high,
    .dead,
    .open
  )

  private static func findings(_ subject: TerraformSubject) -> [Finding] {
    subject.signIns.compactMap { place in
      guard let setting = place["profile"], let words = LiteralText.words(of: setting.value),
        !subject.isGivenFromOutside(setting.value), !isChosen(setting)
      else { return nil }
      let value = setting.value.span
      let isHere = setting.span.contains(value)
      let initial = isHere ? nil : subject.initial(at: value)
      let variable = initial.flatMap { initial in
        setting.value.variables.first { $0.module.isEmpty && $0.name == initial.name }?.name
      }
      let forecast = SignInForecast(place, subject, profile: setting.value.string, variable: variable)
      // A job that writes the profile itself may well sign in by its token there.
      guard !forecast.isOwnIdentity, !forecast.isUnset else { return nil }
      let used = "`profile` of `\(place.title)`"
      let so =
        forecast.isRun
        ? "so the job's token is not looked at" : "so a job that ran this would not look at its token"
      return Finding(
        description,
        .high,
        forecast.written == nil ? .dead : .open,
        initial.map { "\(used) is `\(words)` unless `var.\($0.name)` is set, \(so)" }
          ?? "\(used) is `\(words)`, \(so)",
        at: .init(
          initial?.span ?? setting.span,
          forecast.written == nil
            ? "no such profile is on the runner, or one of another identity"
            : "the job writes such a profile itself, with another identity"
        ),
        related: (isHere
          ? [] : [.init(initial == nil ? value : setting.span, initial == nil ? "set here" : "used here")])
          + forecast.labels,
        help: help(place, initial),
        subject: place.title,
        cause: "profile \(words)",
        fix: isHere && place.kind != .remoteState ? removing(setting.span, subject) : []
      )
    }
  }

  /// Whether the expression chooses by a variable, as in `var.ci ? null : "dev"`: then a pipeline can say otherwise.
  private static func isChosen(_ setting: AWSSignIn.Setting) -> Bool {
    guard !setting.value.variables.isEmpty, setting.span.contains(setting.value.span) else { return false }
    return setting.value.span.range.upperBound < setting.span.range.upperBound || LiteralText.isWhole(setting.value)
  }

  private static func help(_ place: AWSSignIn, _ initial: TerraformSubject.Initial?) -> String {
    let own = "and set `AWS_PROFILE` in your own shell"
    if initial != nil { return "give the variable the default `null`, \(own)" }
    return place.kind == .backend
      ? "remove it and run `terraform init -reconfigure`, \(own)" : "remove it, \(own)"
  }

  private static func removing(_ span: SourceSpan, _ subject: TerraformSubject) -> [TextEdit] {
    guard span.file.hasSuffix(".tf") || span.file.hasSuffix(".tofu"), let lines = subject.wholeLines(span) else {
      return []
    }
    return [TextEdit(lines, "")]
  }
}
