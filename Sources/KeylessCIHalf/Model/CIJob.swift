package import KeylessPlatforms
package import KeylessSource

/// One job of a CI half: the token it gets, the role it asks for, and when it runs.
///
/// What only one platform has stays in that platform's own model; this is what the match and the credential chain need.
package struct CIJob: Sendable {
  package var platform: PlatformID
  /// At the job's key.
  package var name: Located<String>
  /// The file the pipeline starts from: `.gitlab-ci.yml`, `.github/workflows/deploy.yml`.
  package var pipeline: String
  /// The issuer's host where the file or the project says it; nil for the public instance.
  package var host: String?
  /// Project path or repository (`acme/api`); nil when nothing says it.
  package var project: String?
  /// The deployment environment's name.
  package var environment: CIText?
  /// Alternatives; empty when the job never runs.
  package var runs: [JobRun]
  package var tokens: [JobToken]
  package var requests: [RoleRequest]
  /// The environment a command of the job has, as far as AWS tools look at it (`AWS_…`, `TF_VAR_…`, `CI_DEBUG_TRACE`).
  package var variables: [CIVariable]
  /// The commands that use AWS.
  package var commands: [JobCommand]
  /// What could not be read and may change the job, each with its place.
  package var unknowns: [Located<String>]
  /// Why nobody knows what becomes of its tokens, beside what is seen, as a clause: `` `make` may do it ``.
  package var tokenDoubt: Located<String>?
  /// GitHub's `job_workflow_ref`: the file that holds the job, with the ref it is taken from.
  package var jobWorkflowRef: CIText?
  /// GitHub's `workflow`: the name of the workflow that was started, or its file where it has none; nil when it is not known.
  package var workflow: String?

  package init(
    platform: PlatformID,
    name: Located<String>,
    pipeline: String,
    host: String? = nil,
    project: String? = nil,
    environment: CIText? = nil,
    runs: [JobRun] = [],
    tokens: [JobToken] = [],
    requests: [RoleRequest] = [],
    variables: [CIVariable] = [],
    commands: [JobCommand] = [],
    unknowns: [Located<String>] = [],
    jobWorkflowRef: CIText? = nil,
    workflow: String? = nil
  ) {
    self.platform = platform
    self.name = name
    self.pipeline = pipeline
    self.host = host
    self.project = project
    self.environment = environment
    self.runs = runs
    self.tokens = tokens
    self.requests = requests
    self.variables = variables
    self.commands = commands
    self.unknowns = unknowns
    self.jobWorkflowRef = jobWorkflowRef
    self.workflow = workflow
  }

  /// What findings call it.
  package var address: String { "\(pipeline): \(name.value)" }
}
