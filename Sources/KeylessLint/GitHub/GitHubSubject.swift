package import KeylessCIHalf
import KeylessSource

/// One job as it is written, in every pipeline that runs it: what the rules of GitHub workflows look at.
package struct GitHubSubject: Sendable {
  package let workflow: GitHubWorkflow
  package let job: GitHubJob
  /// One per pipeline: the job alone, or called from another workflow.
  package let readings: [GitHubJobReading]
  /// Everything that is read of the same workflow, for what concerns all of its jobs.
  package let workflowReadings: [GitHubJobReading]

  package init(
    workflow: GitHubWorkflow,
    job: GitHubJob,
    readings: [GitHubJobReading],
    workflowReadings: [GitHubJobReading]
  ) {
    self.workflow = workflow
    self.job = job
    self.readings = readings
    self.workflowReadings = workflowReadings
  }

  /// Every job that is written in the workflows that were read, in the order they run.
  package static func all(_ half: GitHubHalf) -> [GitHubSubject] {
    let ofWorkflow = Dictionary(grouping: half.readings) { $0.workflow.file }
    var out: [GitHubSubject] = []
    for file in ofWorkflow.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let readings = ofWorkflow[file], let workflow = readings.first?.workflow else { continue }
      let ofJob = Dictionary(grouping: readings) { $0.job.id.span }
      for job in workflow.jobs {
        guard let own = ofJob[job.id.span] else { continue }
        out.append(GitHubSubject(workflow: workflow, job: job, readings: own, workflowReadings: readings))
      }
    }
    return out
  }

  /// The job as the match sees it, in every pipeline and combination.
  package var jobs: [CIJob] { readings.flatMap(\.jobs) }

  /// The readings in which the files say that the job may ask for a token.
  var granted: [GitHubJobReading] { readings.filter { $0.grant.isGranted && !$0.grant.isAssumed } }

  /// Each step once, with what it is given in the first pipeline that has it.
  static func steps(_ readings: [GitHubJobReading]) -> [GitHubResolvedStep] {
    var seen: Set<SourceSpan> = []
    return readings.flatMap(\.steps).filter { seen.insert($0.step.span).inserted }
  }

  /// What findings about the job call it.
  var address: String { "\(workflow.file): \(job.id.value)" }

  /// Whether the workflow's own findings are made here: once, at its first job.
  var isFirst: Bool { workflow.jobs.first?.id.span == job.id.span }
}

extension GitHubSetting {
  /// The whole entry, `role-duration-seconds: 43200`.
  var span: SourceSpan {
    let end = max(name.span.range.upperBound, value.span.range.upperBound)
    return SourceSpan(file: name.span.file, range: name.span.range.lowerBound..<end)
  }
}
