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
  var path: String

  @Option(help: "The pipeline to run the command as, by the name it has in the transcript.")
  var pipeline: String?

  @Option(help: "The role to run it with, when several admit a pipeline of that name.")
  var role: String?

  @Option(name: .customLong("pass"), help: "A variable of this shell that the job may see; repeat it for more.")
  var pass: [String] = []

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
    guard pipeline != nil || (role == nil && pass.isEmpty) else {
      throw ValidationError("--role and --pass go with --pipeline and a command")
    }
  }

  func run() async throws {
    let system = try Machine.system()
    let job = pipeline.map { JobRehearsal.Order(pipeline: $0, role: role, command: command, pass: pass) }
    let status = try await RehearseVerb(path: path, job: job).run(system, logger: ServerLog.logger(serverLog, system))
    throw ExitCode(status)
  }
}
