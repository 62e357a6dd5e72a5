import KeylessAWSHalf
import KeylessFindings
import KeylessReach
import KeylessSource

/// What is left of a role that was judged: a value, so that roles are judged on all cores.
///
/// What the rules look at keeps what it has worked out, so it stays with the worker that made it.
struct RoleVerdict: Sendable {
  let role: AWSRole
  let answers: [ReachAnswer]
  /// By check, in the order in which they were given; nothing for those that look at something else.
  let findings: [[Finding]]
  let problems: [Diagnostic]

  init(_ judged: JudgedRole, _ checks: [Rule.Check]) {
    role = judged.role
    answers = judged.trust?.answers ?? []
    findings = checks.map { check in
      switch check {
      case .trust(let check): judged.trust.map { judged.unmeant(check($0)) } ?? []
      case .permissions(let check): judged.unmeant(check(judged.permissions))
      case .handshake, .github, .githubJobs, .gitlab, .gitlabJobs, .terraform, .provider, .both: []
      }
    }
    problems = judged.problems
  }
}
