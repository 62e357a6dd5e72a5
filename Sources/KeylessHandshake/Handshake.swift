package import KeylessAWSHalf
package import KeylessCIHalf
package import KeylessReach

/// One job against one role.
package struct Handshake: Sendable {
  package let job: CIJob
  /// Nil for a token that asks for no role.
  package let request: RoleRequest?
  /// Nil where no role of these files is meant.
  package let role: AWSRole?
  package let verdict: Verdict
  /// By the job's kinds of pipelines, in their order.
  package let runs: [RunMatch]
  /// What is wrong on the way, and where.
  package let problems: [HandshakeProblem]
  /// Whether the job names no role for sure, and this is the only one of these files that can be meant.
  package var isGuess = false

  package enum Verdict: Sendable {
    case opens
    case refused
    /// On some pipelines of the job only.
    case partly
    case unknown
  }

  package struct RunMatch: Sendable {
    package let run: JobRun
    package let match: RegionMatch
  }
}
