import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// A workflow of another repository that gets a role, and whose file the trust policy does not name: whoever writes
/// there, or whoever calls another file with the same identity, holds the role.
enum UnpinnedCall {
  static func findings(_ subject: HandshakeSubject, _ rule: RuleDescription) -> [Finding] {
    let handshake = subject.handshake
    guard handshake.job.platform == "github", handshake.verdict == .opens || handshake.verdict == .partly,
      let role = handshake.role, let project = handshake.job.project,
      let file = handshake.job.jobWorkflowRef, case .literal(let start)? = file.parts.first,
      !start.lowercased().hasPrefix(project.lowercased() + "/"), let document = document(role),
      !isPinned(document)
    else { return [] }
    let name = start.split(separator: "@").first.map(String.init) ?? start
    return [
      Finding(
        rule,
        .high,
        .open,
        "`\(name)` gets `\(role.name?.value ?? role.address)`, and the trust policy does not say that only this file may",
        at: .init(file.span, "runs with the identity of \(project)"),
        related: [.init(role.span, "asks for no `job_workflow_ref`")],
        help: "let the trust policy name the file and its tag as `job_workflow_ref`",
        subject: handshake.job.address,
        cause: "unpinned \(name) for \(role.address)"
      )
    ]
  }

  private static func document(_ role: AWSRole) -> PolicyDocument? {
    switch role.trust {
    case .exact(let document): document
    case .bounds(_, let possible, _): possible
    case .unknown, .broken: nil
    }
  }

  /// Whether every statement that lets tokens in asks for the file, as a claim or as a part of the subject.
  private static func isPinned(_ document: PolicyDocument) -> Bool {
    document.statements.filter { $0.effect.value == .allow }.allSatisfy { statement in
      statement.conditions.contains { clause in
        guard !clause.test.value.comparison.isNegated else { return false }
        let key = clause.key.value.name.lowercased()
        if key.hasSuffix(":job_workflow_ref") { return true }
        return key.hasSuffix(":sub") && clause.values.allSatisfy { $0.value.text.contains("job_workflow_ref:") }
      }
    }
  }
}
