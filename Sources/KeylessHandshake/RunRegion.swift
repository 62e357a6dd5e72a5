import KeylessCIHalf
import KeylessPlatforms
import KeylessReach
import KeylessSource

/// The pipelines of one run of a job, as the reach of a trust policy sees pipelines.
struct RunRegion {
  let region: PipelineRegion
  /// Why the region is larger than the truth, as clauses; a test that could not be judged is left out of it.
  let unknowns: [String]
  /// Conditions of the run that these files cannot judge; they are taken to be able to hold on each of its pipelines.
  let conditions: [String]
  /// Condition keys for which the region is larger than the truth: pairs of values that no run has are in it.
  let loose: [String]
  /// What STS refuses of the run's session name, always or on some refs.
  let illegalName: SessionName.Illegal?

  init(_ job: CIJob, _ run: JobRun, _ request: RoleRequest, _ door: JobDoor, defaultBranch: String?) {
    let refs = RefLanguage(run.refs, defaultBranch: defaultBranch)
    var unknowns = refs.unknowns
    var loose: [String] = []
    var region: PipelineRegion
    switch job.platform {
    case "github":
      region = Self.gitHub(job, run, &unknowns)
      let full = RefLanguage.full(refs.language ?? .anything, run.refType)
      region.components["ref"] = full
      if let file = job.jobWorkflowRef, door.isSpelled("job_workflow_ref"), let language = Self.workflow(file, full) {
        region.components["job_workflow_ref"] = language
        // Its ref is the run's own, which a product of languages does not say.
        if file.text == nil, full?.onlyMember == nil { loose.append("job_workflow_ref") }
      }
      // A name that no token is known to carry says nothing.
      if let name = job.workflow, door.isSpelled("workflow"),
        Platform.github.fact(named: "workflow")?.kind.contains(name) == true
      {
        region.components["workflow"] = .text(Array(name.utf8))
      }
      // A subject of the project's own making may hold the file that the pipeline starts from.
      if door.isSpelled("workflow_ref"), let start = Self.start(of: job), let language = Self.workflow(start, full) {
        region.components["workflow_ref"] = language
      }
    default:
      region = Self.gitLab(job, run)
      if let language = refs.language { region.components["ref"] = language }
    }
    illegalName = SessionName.illegal(request, job, run, refs)
    // Languages cost time, and most policies ask for no name.
    let isNeeded = illegalName != nil || door.isAsked("sts:RoleSessionName")
    if isNeeded, let name = request.sessionName, let values = SessionName.values(name, job, run, refs) {
      region.components["sts:RoleSessionName"] = values.language
      if !values.isExact { loose.append("sts:RoleSessionName") }
    }
    self.region = region
    self.unknowns = unknowns
    self.loose = loose
    conditions = run.unknowns
  }

  private static func gitLab(_ job: CIJob, _ run: JobRun) -> PipelineRegion {
    var region = PipelineRegion(
      fixed: ["ref_type": run.refType == .tag ? "tag" : "branch"],
      hasEnvironment: job.environment != nil,
      components: ["pipeline_source": .text(Array(run.event.utf8))],
      assumed: [
        "project_id", "namespace_id", "job_project_id", "job_namespace_id", "root_namespace_id", "deployment_tier",
        "environment_protected",
      ]
    )
    for name in ["project_path", "job_project_path"] {
      if let project = job.project {
        region.components[name] = .text(Array(project.utf8))
      } else {
        region.assumed.append(name)
      }
    }
    if let isProtected = run.isProtected {
      region.components["ref_protected"] = .text(Array((isProtected ? "true" : "false").utf8))
    }
    return region
  }

  private static func gitHub(_ job: CIJob, _ run: JobRun, _ unknowns: inout [String]) -> PipelineRegion {
    var region = PipelineRegion(
      components: ["event_name": .text(Array(run.event.utf8))],
      assumed: ["repository_id", "repository_owner_id", "enterprise_id", "enterprise_id?"]
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

  /// The file that the pipeline starts from.
  private static func start(of job: CIJob) -> CIText? {
    guard let folder = job.pipeline.firstRange(of: ".github/workflows/") else { return nil }
    let project = job.project.map(CIText.Part.literal) ?? .unknown("the repository is not known")
    let file = CIText.Part.literal("/\(job.pipeline[folder.lowerBound...])@")
    return CIText([project, file, .predefined("github.ref")], source: job.pipeline, at: job.name.span)
  }

  /// The file that holds the job, with the refs it can be taken from.
  private static func workflow(_ file: CIText, _ ref: Language?) -> Language? {
    var out = Language.emptyText
    for part in file.parts {
      let next: Language
      switch part {
      case .literal(let text): next = .text(Array(text.utf8))
      case .predefined("github.ref"): next = ref ?? .anything
      case .predefined, .unknown: next = .anything
      }
      guard let joined = try? out.joined(with: next) else { return nil }
      out = joined
    }
    return out
  }
}
