import KeylessFindings
import KeylessHandshake

/// A job whose handshake with a role ends otherwise than it did.
package struct JobChange: Hashable, Sendable {
  package let job: String
  package let role: String
  package let opens: Bool
  package let why: String

  /// A job that is new or gone counts where it gets in.
  static func all(from old: [Handshake], to new: [Handshake]) -> [JobChange] {
    struct Pair: Hashable {
      let job: String
      let role: String
    }
    var before: [Pair: [ReportRow]] = [:]
    let rows = old.map(\.row)
    for row in rows.reversed() { before[Pair(job: row.job, role: row.role), default: []].append(row) }
    var changes: [JobChange] = []
    for row in new.map(\.row) {
      let past = before[Pair(job: row.job, role: row.role)]?.popLast()
      guard past?.verdict != row.verdict, past != nil || row.verdict.letsIn else { continue }
      let was = past.map { "\($0.verdict) before" } ?? "not there before"
      changes.append(JobChange(row, "\(was), \(row.verdict) now" + (row.why.isEmpty ? "" : ": \(row.why)")))
    }
    for row in rows {
      guard let past = before[Pair(job: row.job, role: row.role)]?.popLast(), past.verdict.letsIn else { continue }
      changes.append(JobChange(past, "\(past.verdict) before, gone now", opens: false))
    }
    return changes
  }

  private init(_ row: ReportRow, _ why: String, opens: Bool? = nil) {
    job = row.job
    role = row.role
    self.opens = opens ?? (row.verdict == .opens)
    self.why = why
  }
}

extension ReportRow.Verdict {
  fileprivate var letsIn: Bool { self == .opens || self == .some }
}
