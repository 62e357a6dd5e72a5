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
    case .partly: return partly + assumedBehind
    case .refused, .unknown: return problems.first?.message ?? ""
    }
  }

  /// Each run once: on which it opens, on which for some pipelines only and why, and on which it does not.
  private var partly: String {
    let some = words(where: { $0 == .some })
    let parts = [
      words(where: { $0 == .all }).map { "on \($0)" }, some.map { "on some runs of \($0)\(obstacle)" },
      words(where: { $0 == .none }).map { "not on \($0)" },
      words(where: { $0 == .unknown }).map { "perhaps on \($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// What stops the others; not said of what is only taken for granted, whose values are nobody's, nor what stops
  /// another run.
  private var obstacle: String {
    let places = runs.filter { $0.match.outcome == .some }.map(\.run.span)
    let assumed = Set(runs.flatMap { $0.match.assumptions.map(\.component) })
    let found = problems.first { problem in
      guard let other = problem.other, places.contains(other), case .condition(let key) = problem.kind,
        let claim = key.split(separator: ":").last.map(String.init)
      else {
        return false
      }
      return claim != "sub" && !assumed.contains(claim)
    }
    return found.map { " (\($0.message))" } ?? ""
  }

  /// What the answer takes for granted.
  private var assumed: String {
    var out: [String] = []
    if isGuess, let request { out.append("if `\(request.role.source)` is this role") }
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

  private func words(where isMeant: (RegionMatch.Outcome) -> Bool) -> String? {
    var out: [String] = []
    for run in runs where isMeant(run.match.outcome) {
      let refs = run.run.refs.map(\.words).joined(separator: " and ")
      let ref = refs.isEmpty ? "" : " of \(refs)"
      let text = "\(run.run.event)\(run.run.refType == .tag ? " (tag)" : "")\(ref)"
      if !out.contains(text) { out.append(text) }
    }
    return out.isEmpty ? nil : out.prefix(4).joined(separator: ", ") + (out.count > 4 ? " and more" : "")
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
