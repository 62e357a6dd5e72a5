import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// What `ProfileVariableRule` says of a job, whichever platform runs it.
struct ProfileWords {
  private let profile: CIVariable
  private let forecast: ProfileForecast
  private let jobs: [CIJob]
  private let address: String
  private let severity: FindingSeverity

  init(
    _ profile: CIVariable,
    _ forecast: ProfileForecast,
    _ jobs: [CIJob],
    of address: String,
    _ severity: FindingSeverity
  ) {
    (self.profile, self.forecast, self.jobs) = (profile, forecast, jobs)
    (self.address, self.severity) = (address, severity)
  }

  private var related: [Diagnostic.Label] {
    (jobs.lazy.flatMap(\.requests).first.map { [.init($0.span, "the role that is meant")] } ?? []) + forecast.labels
  }

  /// Whether each command has the keys of the job's session, which go before those of a profile.
  private var keepsSession: Bool { jobs.allSatisfy { $0.commands.allSatisfy { $0.session == .token } } }

  var finding: Finding {
    let isOpen = forecast.written != nil
    return Finding(
      ProfileVariableRule.description,
      severity,
      isOpen ? .open : .dead,
      isOpen
        ? "`\(profile.name.value)` names a profile that the job writes itself, and the token is not used"
        : "`\(profile.name.value)` makes the tools look for a profile, with or without the token",
      at: .init(
        profile.name.span,
        isOpen ? "a profile of another identity" : "names a profile that no line of the job writes"
      ),
      related: related,
      help: isOpen
        ? "remove the variable and what writes the profile"
        : keepsSession
          ? "remove the variable"
          : "remove the variable; a runner that has such a profile may run the job as somebody else",
      subject: address,
      cause: profile.name.value
    )
  }

  /// Where it is not known what comes of the profile; the reason is a clause.
  func unknown(_ reason: String, _ label: String) -> Finding {
    Finding(
      ProfileVariableRule.description,
      severity,
      .unknown,
      "whose the profile is that `\(profile.name.value)` names is not known: \(reason)",
      at: .init(profile.name.span, label),
      related: related,
      help: "remove the variable and what writes the profile",
      subject: address,
      cause: profile.name.value
    )
  }
}
