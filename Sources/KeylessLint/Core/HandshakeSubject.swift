package import KeylessAWSHalf
package import KeylessHandshake
package import KeylessReach
import KeylessSource

/// One job against one role: what the rules of the match look at.
package struct HandshakeSubject: Sendable {
  package let handshake: Handshake
  /// The answers for the role's trust policy; empty where there is no role, or where it cannot be judged.
  package let answers: [ReachAnswer]
  package let half: AWSHalf
  /// Whether a finding says already that nobody gets the role by its trust policy.
  private let isToldDead: Bool

  package init(handshake: Handshake, answers: [ReachAnswer], half: AWSHalf, isToldDead: Bool) {
    self.handshake = handshake
    self.answers = answers
    self.half = half
    self.isToldDead = isToldDead
  }

  /// Whether nobody at all gets in by the job's issuer, and the trust policy's own findings say why.
  var isDeadForEverybody: Bool {
    guard isToldDead, handshake.role != nil, !answers.isEmpty else { return false }
    return answers.allSatisfy { $0.extent == .empty && $0.unknowns.isEmpty }
  }

  func problem(_ kind: HandshakeProblem.Kind) -> HandshakeProblem? { handshake.problems.first { $0.kind == kind } }

  /// The first condition of the trust policy that refuses the job.
  var failingCondition: (key: String, problem: HandshakeProblem)? {
    for problem in handshake.problems {
      if case .condition(let key) = problem.kind { return (key, problem) }
    }
    return nil
  }
}
