import KeylessCIHalf
import KeylessFindings
import KeylessSource

extension ProfileVariableRule {
  /// On GitHub the action leaves keys in the environment, which go before a profile that is there, and help nothing where it
  /// is not; so the chains decide alone.
  static func gitHubFindings(_ subjects: [GitHubSubject]) -> [Finding] {
    var said: Set<SourceSpan> = []
    return subjects.compactMap { subject in
      let steps = GitHubSubject.steps(subject.readings)
      // The action itself writes the profile that it is told, with the session in it.
      guard !steps.contains(where: writesProfile) else { return nil }
      var jobs = subject.jobs.filter { !$0.requests.isEmpty }
      guard let profile = profile(jobs), !said.contains(profile.name.span) else { return nil }
      let settings = (subject.workflow.environment + subject.job.environment).filter { names.contains($0.name.value) }
      let places = Set(settings.map(\.name.span))
      for index in jobs.indices { forgetEarlier(&jobs[index], places) }
      let forecast = ProfileForecast(jobs)
      let words = ProfileWords(profile, forecast, jobs, of: subject.address, .high)
      guard let finding = finding(words, forecast, jobs, steps) else { return nil }
      said.insert(profile.name.span)
      return finding
    }
  }

  private static func finding(
    _ words: ProfileWords,
    _ forecast: ProfileForecast,
    _ jobs: [CIJob],
    _ steps: [GitHubResolvedStep]
  ) -> Finding? {
    if forecast.written != nil { return words.finding }
    if forecast.stops {
      if steps.contains(where: mayWriteProfile) {
        return words.unknown(
          "an action that is not followed may write it",
          "a profile that no script of the job writes"
        )
      }
      if jobs.contains(where: { !$0.unknowns.isEmpty }) {
        return words.unknown("not all of the job can be read", "a profile that nothing of the job is seen to write")
      }
      return words.finding
    }
    if !forecast.isWhole {
      return words.unknown("the job writes or uses it in too many ways", "a profile that the job looks for")
    }
    if !forecast.isKnown {
      return words.unknown("these files do not say which it is, or what is in it", "a profile that the job looks for")
    }
    return nil
  }

  /// A variable that a script leaves behind is none of the commands before it.
  private static func forgetEarlier(_ job: inout CIJob, _ settings: Set<SourceSpan>) {
    let left = job.variables.filter { names.contains($0.name.value) && !settings.contains($0.name.span) }
    guard !left.isEmpty else { return }
    job.commands.removeAll { command in
      left.contains { variable in
        variable.name.span.file == command.span.file
          && variable.name.span.range.lowerBound > command.span.range.lowerBound
      }
    }
  }

  private static func profile(_ jobs: [CIJob]) -> CIVariable? {
    for job in jobs {
      let own = job.commands.lazy.flatMap(\.variables) + job.variables
      if let found = own.first(where: {
        names.contains($0.name.value) && !$0.value.parts.isEmpty && $0.value.text != ""
      }) {
        return found
      }
    }
    return nil
  }

  private static func writesProfile(_ resolved: GitHubResolvedStep) -> Bool {
    guard resolved.step.uses?.configuresCredentials == true, let profile = resolved.with["aws-profile"] else {
      return false
    }
    return profile.text != ""
  }

  /// Whether an action of another repository may be there for profiles, by its name.
  private static func mayWriteProfile(_ resolved: GitHubResolvedStep) -> Bool {
    guard let use = resolved.step.uses, !use.configuresCredentials, case .repository(let name, let path, _) = use.target
    else { return false }
    let words = "\(name)/\(path)".lowercased()
    return words.contains("aws") || words.contains("profile")
  }
}
