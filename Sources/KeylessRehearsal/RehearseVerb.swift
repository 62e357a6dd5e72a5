import KeylessIntent
import KeylessServer
package import KeylessSystem
package import Logging

/// `keyless rehearse`: from a path to a printed transcript and an exit status.
package struct RehearseVerb: Sendable {
  package var path: String
  /// Nil: rehearse every handshake; otherwise run a command as a job.
  package var job: JobRehearsal.Order?
  /// Nil: the AWS half is made from the intent.
  package var awsHalf: AWSHalf?
  /// Whether the server stays up afterwards, until somebody stops it.
  package var keeps: Bool

  package init(path: String, job: JobRehearsal.Order? = nil, awsHalf: AWSHalf? = nil, keeps: Bool = false) {
    self.path = path
    self.job = job
    self.awsHalf = awsHalf
    self.keeps = keeps
  }

  /// The exit status: 0 when the handshake is right, 1 when it is not, the command's own when one was run.
  package func run(_ system: System, logger: Logger) async throws -> Int32 {
    let (intent, warnings) = try IntentFile.read(path, system: system)
    if !warnings.isEmpty { system.printError(warnings + "\n") }
    let stage = try Stage(
      intent,
      folder: IntentFile.folder(of: path, system: system),
      origin: awsHalf == nil ? .intent : .applied,
      system: system,
      logger: logger
    )
    return try await play(stage, system)
  }

  /// Plays on a stage that stands already; whoever built it may have changed what its roles trust.
  package func play(_ stage: Stage, _ system: System) async throws -> Int32 {
    try await LocalAWSServer.serve(stage.aws) { endpoint in
      var stage = stage
      if let awsHalf {
        let root = IntentFile.folder(of: path, system: system)
        let report = try await awsHalf.apply(stage, root: root, endpoint: endpoint, system)
        system.printError(report.text)
        try stage.findRoles()
      }
      let status = try await perform(stage, endpoint, system)
      if keeps { try await KeptServer(stage: stage, endpoint: endpoint).stand(system) }
      return status
    }
  }

  private func perform(_ stage: Stage, _ endpoint: String, _ system: System) async throws -> Int32 {
    guard let job else {
      let transcript = try await HandshakeRehearsal(stage, system: system).run(endpoint: endpoint)
      system.printOutput(transcript.text)
      return transcript.isRight ? 0 : 1
    }
    let report = try await JobRehearsal(stage, system: system).run(job, endpoint: endpoint)
    system.printError(report.text)
    return report.verdict.isOpen ? report.status : 1
  }
}
