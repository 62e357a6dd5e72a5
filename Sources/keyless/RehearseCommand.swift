import ArgumentParser
import KeylessRehearsal

/// `keyless rehearse`.
struct RehearseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Play the whole handshake of a keyless.yaml on this machine.",
    discussion: """
      Without a command: every admitted pipeline and its near misses are tried against a local AWS.
      With --pipeline NAME -- COMMAND: the command runs as that job, and every call it makes is shown.

      Exit status: 0 as the intent says, 1 the handshake is wrong, 2 usage, 3 failure; otherwise the command's own.
      """
  )

  @Argument(help: "A keyless.yaml, or the folder that holds it.")
  var path: String = "."

  @Option(help: "The pipeline to run the command as, by the name it has in the transcript.")
  var pipeline: String?

  @Option(help: "The role to run it with, when several admit a pipeline of that name.")
  var role: String?

  @Option(name: .customLong("pass"), help: "A variable of this shell that the job may see; repeat it for more.")
  var pass: [String] = []

  @Option(
    name: .customLong("aws-half"),
    help: "Apply this Terraform or OpenTofu directory for provider and roles, instead of making them from the intent."
  )
  var awsHalf: String?

  @Option(name: .customLong("tool"), help: "The program that applies the AWS half: terraform, tofu, or a path.")
  var tool: String?

  @Flag(
    name: .customLong("decoy-profiles"),
    help: "Plant every profile that the tree names, with keys of local users who may do what the job may."
  )
  var decoyProfiles = false

  @Flag(help: "Leave the local AWS up afterwards, and say how to talk to it.")
  var keep = false

  @Option(name: .customLong("server-log"), help: "Write the local AWS's own log to standard error: info or debug.")
  var serverLog: ServerLog.Level?

  @Argument(parsing: .postTerminator, help: "The command, after `--`.")
  var command: [String] = []

  func validate() throws {
    guard (pipeline == nil) == command.isEmpty else {
      throw ValidationError(
        command.isEmpty ? "--pipeline wants a command after `--`" : "a command wants --pipeline NAME to run as"
      )
    }
    guard pipeline != nil || (role == nil && pass.isEmpty && !decoyProfiles) else {
      throw ValidationError("--role, --pass and --decoy-profiles go with --pipeline and a command")
    }
    guard awsHalf != nil || tool == nil else { throw ValidationError("--tool goes with --aws-half") }
  }

  func run() async throws {
    let system = try Machine.system()
    let job = pipeline.map {
      JobRehearsal.Order(
        pipeline: $0,
        role: role,
        command: command,
        pass: pass,
        folders: [IntentFile.folder(of: path, system: system), "."],
        plantsDecoys: decoyProfiles
      )
    }
    let verb = RehearseVerb(
      path: path,
      job: job,
      awsHalf: awsHalf.map { AWSHalf(directory: $0, program: tool) },
      keeps: keep
    )
    let status = try await verb.run(system, logger: ServerLog.logger(serverLog, system))
    throw ExitCode(status)
  }
}
