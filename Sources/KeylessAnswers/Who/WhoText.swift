import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// The answer to "who can get in", for people.
struct WhoText {
  let role: RoleEntry
  let question: TrustQuestion
  let answers: [ReachAnswer]

  var text: String {
    var lines = [role.arn.map { "role \($0)" } ?? "policy \(role.name)"]
    if let word = role.grants.word {
      lines.append(
        "  may do    \(word)"
          + (role.grants.policies.isEmpty ? "" : " (\(role.grants.policies.joined(separator: ", ")))")
      )
    }
    if answers.isEmpty, question.unknownIssuers.isEmpty {
      lines.append("  trusts    no OIDC provider: nobody gets in with a token")
    }
    for issuer in question.unknownIssuers {
      lines.append("  trusts    \(issuer)")
      lines.append("  unknown   no platform is known for this issuer; --platform names the one whose tokens it mints")
    }
    for answer in answers { lines += self.lines(answer) }
    return lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }

  private func lines(_ answer: ReachAnswer) -> [String] {
    var lines = ["  trusts    \(answer.universe.issuer) (\(answer.universe.platform.title))"]
    lines.append("  opens to  \(headline(answer))")
    for box in answer.boxes {
      let who = box.classes.isEmpty ? "" : box.classes.map(\.rawValue).joined(separator: ", ") + ": "
      lines.append("    \(who)\(box.forms.joined(separator: ", "))")
      for (name, words) in box.components { lines.append("      \(name)  \(words)") }
    }
    for witness in answer.witnesses { lines += self.lines("witness", witness, answer) }
    if let refused = answer.nearest.first { lines += self.lines("refused", refused, answer) }
    for dead in question.dead(answers) where answer.dead.contains(where: { $0.number == dead.number }) {
      lines.append("  dead      statement \(dead.number)" + (dead.sid.map { " (\($0))" } ?? "") + ": \(dead.reason)")
    }
    for unknown in answer.unknowns { lines.append("  unknown   \(unknown)") }
    return lines + notes(answer)
  }

  private func headline(_ answer: ReachAnswer) -> String {
    if answer.extent == .everyone { return "everyone on the platform" + becomes }
    let kinds = answer.classes.compactMap { kind -> String? in
      switch kind {
      case .stranger: "any stranger (in a project of their own)"
      case .colleague: "any colleague (who can create or name a project in the owner's namespace)"
      case .contributor: "any contributor (write access to the project)"
      // Whoever may write may run on a protected ref too.
      case .protected: answer.classes.contains(.contributor) ? nil : "protected runs of the project alone"
      }
    }
    if kinds.isEmpty { return answer.unknowns.isEmpty ? "nobody, ever" : "nobody for sure" }
    let requests = answer.opensToRequests ? ", including from a merge request" : ""
    return kinds.joined(separator: "; ") + requests + becomes
  }

  private var becomes: String {
    role.grants.word.flatMap { $0 == "what its policies say" || $0 == "nothing" ? nil : "; who gets in is \($0)" } ?? ""
  }

  private func lines(_ label: String, _ witness: Witness, _ answer: ReachAnswer) -> [String] {
    let subject = witness.context["\(answer.universe.prefix):sub"]?.first ?? ""
    let title = label + String(repeating: " ", count: max(1, 10 - label.utf8.count))
    return ["  \(title)\(witness.kind.rawValue)  sub \(subject)"]
  }

  private func notes(_ answer: ReachAnswer) -> [String] {
    var notes: [String] = []
    if !answer.owners.areGiven, !answer.owners.names.isEmpty {
      let names = LanguageList.joined(answer.owners.names)
      notes.append(
        "  note      \(names) is taken for the owner, because the policy spells it in full; --owner says who it is"
      )
    }
    if answer.trustsNames {
      notes.append(
        "  note      names are trusted without an immutable id: whoever registers a renamed or deleted name gets in"
      )
    }
    let unsure = answer.universe.forms.contains { $0.token?.evidence == .unverified }
    if unsure { notes.append("  note      some forms of \(answer.universe.platform.title) tokens are (unverified)") }
    return notes
  }
}

/// Names in a sentence.
enum LanguageList {
  static func joined(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
