package import KeylessCalls
import KeylessSource

/// What is said after a rehearsed job: every call with its identity, then the verdict.
package struct JobReport: Sendable {
  package var command: [String]
  package var role: String
  package var pipeline: String
  package var calls: [CallRecord]
  package var verdict: JobVerdict
  package var status: Int32
  /// The profiles that were planted; nil when none were to be.
  package var decoys: [String]?
  /// What the credential chain was said to come to.
  package var forecast: ChainForecast
  /// Why the job's folder could not be removed.
  package var leftBehind: String?

  package init(
    command: [String],
    role: String,
    pipeline: String,
    calls: [CallRecord],
    verdict: JobVerdict,
    status: Int32,
    decoys: [String]? = nil,
    forecast: ChainForecast = ChainForecast([]),
    leftBehind: String? = nil
  ) {
    self.command = command
    self.role = role
    self.pipeline = pipeline
    self.calls = calls
    self.verdict = verdict
    self.status = status
    self.decoys = decoys
    self.forecast = forecast
    self.leftBehind = leftBehind
  }

  package var text: String {
    let program = TerminalText.escaping(command.first ?? "")
    var lines = [
      "", "keyless: `\(program)` ran as pipeline \(pipeline) for role \(role) and ended with status \(status)", "",
    ]
    if calls.isEmpty { lines.append("  no call reached the local AWS") }
    for (index, call) in calls.enumerated() {
      lines.append("  \(index + 1)  \(call.service):\(TerminalText.escaping(call.action))")
      lines.append("       by       \(Self.caller(call))")
      lines.append("       answer   \(Self.outcome(call.outcome))")
      if case .answered = call.outcome {
        lines += call.findings.map { "       decided  \(TerminalText.escaping($0))" }
      }
    }
    lines.append("")
    lines += Self.verdict(verdict)
    lines += remarks
    lines += forecast.lines(calls, command: command)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the verdict does not say, and a reader should not have to find among the calls.
  private var remarks: [String] {
    var remarks: [String] = []
    if case .opens = verdict {
      let unsigned = calls.count { $0.caller == .unsigned && $0.token == nil }
      if unsigned > 0 {
        remarks.append("note: \(unsigned) call\(unsigned == 1 ? " was" : "s were") made without any credentials")
      }
      for call in calls where call.token != nil {
        if case .refused(let code, _, _) = call.outcome {
          remarks.append("note: an exchange was refused with \(code) before or after the one that opened; see above")
        }
      }
    }
    if let decoys {
      let names = decoys.map { "`\(TerminalText.escaping($0))`" }.joined(separator: ", ")
      remarks.append(
        decoys.isEmpty
          ? "note: no profile is named in the tree, so none was planted"
          : "note: planted with keys of local users, as a runner may have them: \(names)"
      )
    }
    if let leftBehind { remarks.append("note: \(TerminalText.escaping(leftBehind))") }
    return remarks
  }

  private static func caller(_ call: CallRecord) -> String {
    if let token = call.token {
      return "a web identity token, subject \(TerminalText.escaping(token.subject ?? "unreadable"))"
    }
    return switch call.caller {
    case .unsigned: "nobody: the call is not signed"
    case .session(let arn, _), .user(let arn, _): arn
    case .unverified(let keyID): "access key \(TerminalText.escaping(keyID)), which this AWS does not know"
    }
  }

  private static func outcome(_ outcome: CallRecord.Outcome) -> String {
    switch outcome {
    case .answered(let identity): identity ?? "done"
    case .refused(let code, let message, let reason):
      "\(code): \(TerminalText.escaping(message))\n       because  \(TerminalText.escaping(reason))"
    }
  }

  private static func verdict(_ verdict: JobVerdict) -> [String] {
    switch verdict {
    case .opens(let identity):
      ["opens: the token was exchanged, and every signed call was made as", "  \(identity)"]
    case .refused(let code, let message, let reason):
      [
        "refused: the token was presented, and STS answered \(code): \(TerminalText.escaping(message))",
        "  \(TerminalText.escaping(reason))",
      ]
    case .tokenNeverPresented(let seen): instead(seen)
    case .anotherRole(let identities):
      ["wrong: the token was exchanged, but for another role"] + identities.map { "  \(TerminalText.escaping($0))" }
        + ["  look for a `role_arn` in a profile, the provider block or the command line"]
    case .anotherIdentity(let others):
      ["wrong: the token was exchanged, but other credentials made calls too"] + others.map { "  \(name($0))" }
        + ["  look for a `profile`, static keys or a second provider block"]
    }
  }

  private static func instead(_ seen: JobVerdict.CallersSeen) -> [String] {
    switch seen {
    case .nobody:
      [
        "wrong: the token was never presented",
        "  the command made no call at all: another link of the credential chain came first and failed, or the command needs no AWS",
        "  look for a `profile` in the provider block or the command line, `--no-sign-request`, or an endpoint set in the code",
      ]
    case .unsigned:
      [
        "wrong: the token was never presented",
        "  calls arrived, but none of them carried this job's token or a signature made with it",
      ]
    case .others(let others):
      [
        others.count == 1
          ? "wrong: \(ran(others[0])); the token was never presented"
          : "wrong: others signed the calls; the token was never presented"
      ] + (others.count == 1 ? [] : others.map { "  \(name($0))" }) + [
        "  look for a `profile`, static keys, or a credentials file that comes before the web-identity link"
      ]
    }
  }

  /// `ran as user/decoy-dev`: the part of an ARN that a person recognises.
  private static func ran(_ other: JobVerdict.Other) -> String {
    switch other {
    case .key(let id): "access key `\(TerminalText.escaping(id))` signed the calls"
    case .user(let arn), .session(let arn):
      "ran as \(TerminalText.escaping(String(arn.split(separator: ":").last ?? "")))"
    }
  }

  private static func name(_ other: JobVerdict.Other) -> String {
    switch other {
    case .key(let id): "access key `\(TerminalText.escaping(id))`"
    case .user(let arn), .session(let arn): TerminalText.escaping(arn)
    }
  }
}
