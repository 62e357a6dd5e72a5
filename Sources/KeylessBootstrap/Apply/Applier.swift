import KeylessAWS
import KeylessClient
import KeylessSource
import KeylessSystem

/// Carries out the steps of a plan, one call after the other, and stops at the first that fails.
struct Applier {
  let client: IAMClient
  let system: System

  /// Whether everything was done; what was done and what is left has been said.
  func carryOut(_ changes: [Change]) async -> Bool {
    var fresh: Set<String> = []
    for (number, change) in changes.enumerated() {
      do {
        try await client.perform(change.write, isNew: change.write.target.map(fresh.contains) ?? false)
      } catch {
        report(error, changes, failed: number)
        return false
      }
      if case .createRole(let role) = change.write { fresh.insert(role.name) }
      say("done \(number + 1)/\(changes.count)  \(change.words)")
    }
    return true
  }

  private func report(_ error: any Error, _ changes: [Change], failed: Int) {
    let change = changes[failed]
    var lines = ["keyless: \(change.words) failed: \(Self.words(error))"]
    // What IAM itself refused it did not do.
    let isKnown = error is QueryError
    if !isKnown { lines.append("whether IAM did it all the same is not known") }
    lines.append(failed == 0 ? "nothing was done before it" : "done before it:")
    lines += changes[..<failed].map { "  \($0.words)" }
    let rest = changes[(isKnown ? failed : failed + 1)...]
    if !rest.isEmpty { lines.append("not done:") }
    lines += rest.map { "  \($0.words)" }
    lines.append("run the same command again: it looks at what is there and does the rest")
    system.printError(lines.map(TerminalText.escaping).joined(separator: "\n") + "\n")
  }

  /// AWS's own words, and what to do about the common ones.
  static func words(_ error: any Error) -> String {
    guard let error = error as? QueryError ?? (error as? UnsettledWrite)?.refusal else { return "\(error)" }
    let help =
      switch error.code {
      case "AccessDenied", "AccessDeniedException": "; these credentials lack the permission"
      case "ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch":
        "; the exported credentials are wrong or have expired: export them anew"
      case "LimitExceeded": "; remove something, or ask AWS for a higher quota"
      default: ""
      }
    return "\(error.code): \(error.message)\(help)"
  }

  private func say(_ text: String) { system.printOutput(TerminalText.escaping(text) + "\n") }
}

extension IAMWrite {
  /// The role it is about.
  var target: String? {
    switch self {
    case .createProvider, .addClientID, .tagProvider, .untagProvider, .deleteProvider: nil
    case .createRole(let role): role.name
    case .updateRole(let role, _, _), .updateTrust(let role, _), .putBoundary(let role, _), .deleteBoundary(let role),
      .attach(let role, _), .detach(let role, _), .putInline(let role, _), .deleteInline(let role, _),
      .tagRole(let role, _), .untagRole(let role, _), .deleteRole(let role):
      role
    }
  }
}
