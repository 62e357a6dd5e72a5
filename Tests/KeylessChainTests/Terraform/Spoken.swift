import KeylessChain

/// A resolution on one line, for expected results that a person reads.
enum Spoken {
  static func line(_ resolution: Resolution) -> String {
    let shadows = resolution.shadowed.map(\.kind.rawValue)
    return outcome(resolution.outcome) + (shadows.isEmpty ? "" : "  (shadowed: \(shadows.joined(separator: ", ")))")
  }

  static func outcome(_ outcome: Resolution.Outcome) -> String {
    switch outcome {
    case .fired(let link): "\(self.link(link))"
    case .failed(let failure):
      "error: \(failure.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n"))"
    case .unknown(let input, let cases):
      "unknown: \(input.input.words)"
        + cases.map { " / \($0.condition): \(self.outcome($0.resolution.outcome))" }.joined()
    }
  }

  private static func link(_ link: Link) -> String {
    "\(link.kind.rawValue) \(plan(link.plan))"
  }

  private static func plan(_ plan: CredentialPlan) -> String {
    switch plan {
    case .keys(let id, _, _, _): id ?? "?"
    case .webIdentity(let plan): "\(plan.roleARN ?? "?") \(token(plan.token))\(session(plan.sessionName))"
    case .assumeRole(let plan, let base):
      "\(plan.roleARN ?? "?")\(session(plan.sessionName))"
        + (plan.session.durationSeconds.map { " for \($0) s" } ?? "") + " < \(link(base))"
    case .sso(let plan): "\(plan.accountID) \(plan.roleName)"
    case .login(let session): session
    case .process(let command): command
    case .container(let plan): plan.url ?? "?"
    case .instanceMetadata: ""
    }
  }

  private static func session(_ name: String?) -> String { name.map { " as \($0)" } ?? "" }

  private static func token(_ token: WebIdentityPlan.Token) -> String {
    switch token {
    case .file(let path): path
    case .text(.variable(let name)): "$\(name)"
    case .text(.argument(let name)): name
    case .text(.profileKey(_, _, _, let key)): key
    }
  }
}
