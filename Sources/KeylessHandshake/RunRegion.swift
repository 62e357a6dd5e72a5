import KeylessCIHalf
import KeylessPlatforms
import KeylessReach
import KeylessSource

/// The pipelines of one run of a job, as the reach of a trust policy sees pipelines.
struct RunRegion {
  let region: PipelineRegion
  /// What is taken for any value because it is not known, as clauses.
  let unknowns: [String]

  init(_ job: CIJob, _ run: JobRun, _ request: RoleRequest?, defaultBranch: String?) {
    var unknowns = run.unknowns
    var region: PipelineRegion
    switch job.platform {
    case "github": region = Self.gitHub(job, run, &unknowns)
    default: region = Self.gitLab(job, run)
    }
    let refs = RefLanguage(run.refs, defaultBranch: defaultBranch)
    unknowns += refs.unknowns
    if let language = refs.language {
      region.components["ref"] = job.platform == "github" ? RefLanguage.full(language, run.refType) : language
    }
    if let name = request?.sessionName, let language = SessionName.language(name) {
      region.components["sts:RoleSessionName"] = language
    }
    (self.region, self.unknowns) = (region, unknowns)
  }

  private static func gitLab(_ job: CIJob, _ run: JobRun) -> PipelineRegion {
    var region = PipelineRegion(
      fixed: ["ref_type": run.refType == .tag ? "tag" : "branch"],
      components: ["pipeline_source": .text(Array(run.event.utf8))],
      assumed: ["project_id", "namespace_id", "job_project_id", "job_namespace_id", "root_namespace_id"]
    )
    if let project = job.project {
      region.components["project_path"] = .text(Array(project.utf8))
    } else {
      region.assumed.append("project_path")
    }
    if let isProtected = run.isProtected {
      region.components["ref_protected"] = .text(Array((isProtected ? "true" : "false").utf8))
    }
    return region
  }

  private static func gitHub(_ job: CIJob, _ run: JobRun, _ unknowns: inout [String]) -> PipelineRegion {
    var region = PipelineRegion(
      components: ["event_name": .text(Array(run.event.utf8))],
      assumed: ["repository_id", "repository_owner_id", "enterprise_id"]
    )
    if let project = job.project, let slash = project.firstIndex(of: "/") {
      region.components["owner"] = .text(Array(project[..<slash].utf8))
      region.components["name"] = .text(Array(project[project.index(after: slash)...].utf8))
    } else {
      region.assumed += ["owner", "name"]
    }
    if let environment = job.environment {
      region.forms = ["environment"]
      if let text = environment.text {
        region.components["environment"] = .text(Array(text.utf8))
      } else {
        unknowns.append("the environment's name `\(environment.source)` is known only at run time")
      }
    } else {
      region.forms = [run.refType == .pullRequest ? "pull_request" : "ref"]
    }
    return region
  }
}
