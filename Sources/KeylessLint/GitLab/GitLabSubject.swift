package import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// One job of a GitLab pipeline: what the rules of GitLab pipelines look at.
package struct GitLabSubject: Sendable {
  package let pipeline: GitLabPipeline
  package let job: GitLabJob
  /// Whether every role the job asks for is known, and lets it read only; findings are one step lower then.
  package let isReadOnly: Bool
  /// The longest session that the job's role allows; nil when the role is not known.
  package let longestSession: Int?

  package init(pipeline: GitLabPipeline, job: GitLabJob, isReadOnly: Bool = false, longestSession: Int? = nil) {
    self.pipeline = pipeline
    self.job = job
    self.isReadOnly = isReadOnly
    self.longestSession = longestSession
  }

  /// Every job of the pipelines, in the order of their files.
  package static func all(_ pipelines: [GitLabPipeline]) -> [GitLabSubject] {
    pipelines.flatMap { pipeline in pipeline.jobs.map { GitLabSubject(pipeline: pipeline, job: $0) } }
  }

  /// The job as the match sees it, once per set of variables.
  package var jobs: [CIJob] { job.variants.map(\.job) }

  /// What findings about the job call it.
  var address: String { "\(pipeline.file): \(job.name.value)" }

  /// A severity for the roles the job asks for.
  func severity(_ severity: FindingSeverity) -> FindingSeverity {
    guard isReadOnly else { return severity }
    return FindingSeverity.allCases.last { $0 < severity } ?? severity
  }

  /// Whether no job before this one has the same thing, so that what many jobs share is said once.
  func isFirst(_ has: (GitLabJob) -> Bool) -> Bool {
    for other in pipeline.jobs {
      if other.name.span == job.name.span { return true }
      if has(other) { return false }
    }
    return true
  }
}

extension GitLabJob {
  /// Whether it holds a token that may be meant for AWS.
  ///
  /// A token whose audiences are all known and are others, in a job that asks for no role, is somebody else's.
  var hasTokenForAWS: Bool {
    guard !tokens.isEmpty else { return false }
    return variants.contains { variant in
      !variant.job.requests.isEmpty
        || variant.job.tokens.contains { token in
          token.audiences.isEmpty
            || token.audiences.contains { $0.text == nil || $0.text?.lowercased().contains("amazonaws") == true }
        }
    }
  }

  /// Whether something in it uses one of its tokens.
  var usesToken: Bool {
    body["secrets"] != nil
      || variants.contains { variant in
        variant.job.tokens.contains { !$0.deliveries.isEmpty }
          || variant.job.requests.contains { $0.tokenVariable != nil || $0.tokenFile != nil }
      }
  }

  /// Every step once, of all variants.
  var steps: [ShellStep] {
    var seen: Set<SourceSpan> = []
    return variants.flatMap(\.steps).filter { seen.insert($0.span).inserted || $0.span.range.isEmpty }
  }
}
