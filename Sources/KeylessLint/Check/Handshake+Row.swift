import KeylessAWSHalf
import KeylessCIHalf
package import KeylessFindings
package import KeylessHandshake
import KeylessPlatforms
import KeylessReach
import KeylessSource

extension Handshake {
  /// One line of the table of handshakes.
  package var row: ReportRow {
    ReportRow(job: job.address, role: roleWord, verdict: word, why: why)
  }

  private var roleWord: String {
    if let role { return role.name?.value ?? role.address }
    return request.map { $0.role.text ?? $0.role.source } ?? "no role"
  }

  private var word: ReportRow.Verdict {
    switch verdict {
    case .opens: .opens
    case .refused: .refused
    case .partly: .some
    case .unknown: .unknown
    }
  }

  private var why: String {
    switch verdict {
    case .opens: return assumed
    case .partly: return "on \(words(where: { $0 != .none })), not on \(words(where: { $0 != .all }))" + assumedBehind
    case .refused, .unknown: return problems.first?.message ?? ""
    }
  }

  /// What the answer takes for granted.
  private var assumed: String {
    var out: [String] = []
    for match in runs.map(\.match) {
      for (component, words) in match.assumptions {
        let text = "if \(component) is \(words)"
        if !out.contains(text) { out.append(text) }
      }
      if let layout = match.layout {
        let text = "while the repository's subjects are \(layout.rawValue)"
        if !out.contains(text) { out.append(text) }
      }
    }
    return out.joined(separator: ", ")
  }

  private var assumedBehind: String { assumed.isEmpty ? "" : "; " + assumed }

  private func words(where isMeant: (RegionMatch.Outcome) -> Bool) -> String {
    var out: [String] = []
    for run in runs where isMeant(run.match.outcome) {
      let refs = run.run.refs.map(\.words).joined(separator: " and ")
      let ref = refs.isEmpty ? "" : " of \(refs)"
      let part = run.match.outcome == .some ? "some runs of " : ""
      let text = "\(part)\(run.run.event)\(run.run.refType == .tag ? " (tag)" : "")\(ref)"
      if !out.contains(text) { out.append(text) }
    }
    return out.isEmpty ? "none" : out.prefix(4).joined(separator: ", ") + (out.count > 4 ? " and more" : "")
  }
}

extension JobRun.RefTest {
  fileprivate var words: String { (isNegated ? "not " : "") + pattern.words }
}

extension JobRun.RefPattern {
  fileprivate var words: String {
    switch self {
    case .exact(let name): "`\(name)`"
    case .filter(let filter): "`\(filter)`"
    case .regex(let source, _): "`/\(source)/`"
    case .any(let patterns): patterns.map(\.words).joined(separator: " or ")
    case .defaultBranch: "the default branch"
    }
  }
}
