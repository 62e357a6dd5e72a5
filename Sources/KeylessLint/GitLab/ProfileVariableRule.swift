import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// A named profile makes the SDKs look into the shared files instead of at the token.
enum ProfileVariableRule {
  static let rule = Rule(description, .both(.gitlabJobs(findings), .githubJobs(gitHubFindings)))

  static let description = RuleDescription(
    "KL509",
    "profile-variable",
    "`AWS_PROFILE` or `AWS_DEFAULT_PROFILE` in a job that has a token",
    .high,
    .dead,
    .open,
    .unknown
  )

  static let names: Set<String> = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]

  /// A variable of a pipeline that many jobs share.
  private struct Place: Hashable {
    let pipeline: String
    let span: SourceSpan
  }

  private static func findings(_ subjects: [GitLabSubject]) -> [Finding] {
    var said: Set<Place> = []
    return subjects.compactMap { subject in
      let job = subject.job
      guard uses(job), let profile = profile(job) else { return nil }
      let place = Place(pipeline: subject.pipeline.file, span: profile.name.span)
      guard !said.contains(place) else { return nil }
      let forecast = ProfileForecast(subject.jobs)
      // A job that makes its profiles itself knows what is in them, unless that is seen to be somebody else, or is not seen.
      let isOwn = writesProfiles(job)
      guard !isOwn || forecast.written != nil || !forecast.isWhole else { return nil }
      said.insert(place)
      let told = ProfileWords(profile, forecast, subject.jobs, of: subject.address, subject.severity(.high))
      return isOwn && forecast.written == nil
        ? told.unknown("the job writes or uses it in too many ways", "a profile that the job writes") : told.finding
    }
  }

  private static func uses(_ job: GitLabJob) -> Bool {
    job.hasTokenForAWS || job.variants.contains { $0.job.requests.contains { $0.way == .environment } }
  }

  private static func profile(_ job: GitLabJob) -> CIVariable? {
    for variant in job.variants {
      let own = variant.job.commands.lazy.flatMap(\.variables) + variant.job.variables
      if let found = own.first(where: { names.contains($0.name.value) && !$0.value.parts.isEmpty }) { return found }
    }
    return nil
  }

  private static func writesProfiles(_ job: GitLabJob) -> Bool {
    job.steps.contains { step in
      if step.tool == "aws", step.arguments.first?.value.text == "configure" { return true }
      if case .file(_, let word) = step.output {
        return word.source.contains(".aws/") || word.source.contains("AWS_CONFIG_FILE")
          || word.source.contains("AWS_SHARED_CREDENTIALS_FILE")
      }
      return ["cp", "mv", "install", "ln"].contains(step.tool ?? "")
        && step.arguments.contains { $0.word.source.contains(".aws") }
    } || job.variants.contains { $0.given.contains { $0.name.value == "AWS_CONFIG_FILE" } }
  }
}
