import ArgumentParser
import KeylessCheck
import KeylessFindings

/// `keyless check`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read both halves, say for every job whether the handshake opens, and report what is wrong.",
    discussion: """
      PATH is a folder or a file; without one, the folder you are in. Terraform and OpenTofu, policies and account
      dumps in JSON, `.gitlab-ci.yml` and GitHub workflows are read; nothing is run and nothing is fetched.

      Exit status: 0 clean, 1 a finding at or above --fail-on, 2 usage, 3 failure.
      """
  )

  @Argument(help: "Folders and files.")
  var paths: [String] = []

  @Option(
    name: .customLong("source"),
    help: "NAME=DIR: where another project's files are, such as gitlab.com/acme/cicd=../cicd."
  )
  var sources: [String] = []

  @Option(help: "The project's own path, such as acme/api; else the CI environment or the git remote says it.")
  var project: String?

  @Option(help: "The host of the project's GitLab or GitHub.")
  var host: String?

  @Option(name: .customLong("default-branch"), help: "The project's default branch.")
  var defaultBranch: String?

  @Option(help: "text, json, sarif, codequality, sast, junit, github or markdown.")
  var format: ReportFormat = .text

  @Option(
    name: .customLong("fail-on"),
    help: "The severity from which on the check fails: info, low, medium, high, critical; none for never."
  )
  var failOn: String?

  @Option(help: "The file with the `check:` section; keyless.yaml unless named.")
  var config: String?

  @Option(help: "A file of findings to live with for now.")
  var baseline: String?

  @Flag(name: .customLong("write-baseline"), help: "Write what is found now into the baseline.")
  var writeBaseline = false

  @Option(
    help: "A git revision: say whom the change since then lets in and whom it locks out. Formats: text, json, markdown."
  )
  var against: String?

  @Flag(name: .customLong("hide-silenced"), help: "Leave what is silenced out of SARIF; GitHub shows it as open.")
  var hideSilenced = false

  @Flag(help: "Mend what can be mended for certain.")
  var fix = false

  @Flag(name: .customLong("show-fixes"), help: "Show what --fix would change.")
  var showFixes = false

  @Flag(
    help:
      "Read roles and providers of the account too, through the IAM API, with the credentials that the AWS CLI would take."
  )
  var live = false

  @Option(name: .customLong("var-file"), help: "A .tfvars file; repeat it for more.")
  var variableFiles: [String] = []

  @Option(name: .customLong("var"), help: "NAME=VALUE of a Terraform variable; repeat it for more.")
  var variables: [String] = []

  func validate() throws {
    if let failOn, CheckConfiguration.FailOn(failOn) == nil {
      throw ValidationError("--fail-on is info, low, medium, high, critical or none")
    }
    if against != nil {
      guard [.text, .json, .markdown].contains(format) else {
        throw ValidationError("--against writes text, json or markdown")
      }
      if fix || showFixes || writeBaseline || baseline != nil || live {
        throw ValidationError("--against compares two states of the files: no fixes, baselines or accounts")
      }
    }
    if fix, showFixes { throw ValidationError("--fix and --show-fixes exclude each other") }
    if writeBaseline, fix || showFixes {
      throw ValidationError("--write-baseline writes what is found now: mend first, or afterwards")
    }
  }

  func run() async throws {
    var verb = CheckVerb()
    verb.paths = paths
    verb.sources = sources
    verb.project = project
    verb.host = host
    verb.defaultBranch = defaultBranch
    verb.format = format
    verb.failOn = failOn.flatMap(CheckConfiguration.FailOn.init)
    verb.configuration = config
    verb.baseline = baseline
    verb.writesBaseline = writeBaseline
    verb.fixes = fix
    verb.showsFixes = showFixes
    verb.isLive = live
    verb.against = against
    verb.hidesSilenced = hideSilenced
    verb.variableFiles = variableFiles
    verb.variables = variables
    verb.version = Keyless.configuration.version
    let status = try await verb.run(Machine.system())
    if status != 0 { throw ExitCode(status) }
  }
}

extension ReportFormat: ExpressibleByArgument {}
