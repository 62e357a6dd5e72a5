import KeylessIntent
import KeylessServer
package import KeylessSystem
package import Logging

/// `keyless rehearse`: from a path to a printed transcript and an exit status.
package struct RehearseVerb: Sendable {
  package var path: String
  /// Nil: rehearse every handshake; otherwise run a command as a job.
  package var job: JobRehearsal.Order?

  package init(path: String, job: JobRehearsal.Order? = nil) {
    self.path = path
    self.job = job
  }

  /// The exit status: 0 when the handshake is right, 1 when it is not, the command's own when one was run.
  package func run(_ system: System, logger: Logger) async throws -> Int32 {
    let (intent, warnings) = try IntentFile.read(path, system: system)
    if !warnings.isEmpty { system.printError(warnings + "\n") }
    return try await play(Stage(intent, system: system, logger: logger), system)
  }

  /// Plays on a stage that stands already; whoever built it may have changed what its roles trust.
  package func play(_ stage: Stage, _ system: System) async throws -> Int32 {
    guard let job else {
      let transcript = try await LocalAWSServer.serve(stage.aws) { endpoint in
        try await HandshakeRehearsal(stage, system: system).run(endpoint: endpoint)
      }
      system.printOutput(transcript.text)
      return transcript.isRight ? 0 : 1
    }
    let report = try await LocalAWSServer.serve(stage.aws) { endpoint in
      try await JobRehearsal(stage, system: system).run(job, endpoint: endpoint)
    }
    system.printError(report.text)
    return report.verdict.isOpen ? report.status : 1
  }
}
