import KeylessFindings
package import KeylessSource

/// A change review as one comment on a merge or pull request.
package struct ChangeText {
  private let review: ChangeReview
  private let revision: String
  /// What could not be read on one side, as a line each; without it a broken file would look like no change, or a removed role.
  private let unread: [String]

  /// More than this nobody reads in a review.
  private static let mostUnread = 20

  package init(_ review: ChangeReview, since revision: String, notRead: (before: [Diagnostic], now: [Diagnostic])) {
    self.review = review
    self.revision = revision
    let now = Self.lines(notRead.now)
    let known = Set(now)
    unread = now + Self.lines(notRead.before).filter { !known.contains($0) }.map { "\($0) (at \(revision))" }
  }

  private static func lines(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.filter { $0.severity != .note }.map { "\($0.primary.span.file): \($0.message)" }
  }

  private var unreadShown: [String] {
    let rest = unread.count - Self.mostUnread
    return unread.prefix(Self.mostUnread) + (rest > 0 ? ["and \(rest) more"] : [])
  }

  package var markdown: String {
    var out = "### keyless: who gets in, compared with \(MarkdownText.code(revision))\n\n"
    if !unread.isEmpty {
      out += "Not everything could be read, so this may be incomplete:\n\n"
      out += unreadShown.map { "- \(MarkdownText.message($0))\n" }.joined() + "\n"
    }
    guard review.isNotable else { return out + "The same pipelines get in as before.\n" }
    if !review.roles.isEmpty {
      var table = MarkdownTable("role", "change", "gets in now", "no longer gets in")
      for change in review.roles {
        table.add(
          MarkdownText.code(change.role),
          Self.words(change.kind),
          change.admitted.map(MarkdownText.message) ?? (change.widens ? "not known" : ""),
          change.lockedOut.map(MarkdownText.message) ?? ""
        )
      }
      out += table.render(within: 20_000)
      for change in review.roles where !change.reasons.isEmpty {
        out +=
          "\n\(MarkdownText.code(change.role)): \(MarkdownText.message(change.reasons.prefix(3).joined(separator: "; ")))\n"
      }
    }
    if !review.jobs.isEmpty {
      var table = MarkdownTable("job", "role", "handshake")
      for change in review.jobs {
        table.add(MarkdownText.code(change.job), MarkdownText.code(change.role), MarkdownText.message(change.why))
      }
      out += "\n" + table.render(within: 20_000)
    }
    return out
  }

  package var text: String {
    var lines = unreadShown.map { "not read: \($0)" }
    if !review.isNotable {
      lines.append("the same pipelines get in as at \(revision)" + (unread.isEmpty ? "" : ", in what could be read"))
    }
    for change in review.roles {
      lines.append("\(change.role): \(Self.words(change.kind))")
      if let admitted = change.admitted { lines.append("  gets in now: \(admitted)") }
      if let lockedOut = change.lockedOut { lines.append("  no longer gets in: \(lockedOut)") }
      for reason in change.reasons.prefix(3) { lines.append("  not known: \(reason)") }
    }
    for change in review.jobs { lines.append("\(change.job) -> \(change.role): \(change.why)") }
    return lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }

  package var json: JSON {
    .object([
      JSON.Member("since", .string(revision)),
      JSON.Member("notRead", .array(unread.map(JSON.string))),
      JSON.Member(
        "roles",
        .array(
          review.roles.map { change in
            .object([
              JSON.Member("role", .string(change.role)), JSON.Member("change", .string(change.kind.rawValue)),
              JSON.Member("widens", .bool(change.widens)), JSON.Member("locksOut", .bool(change.locksOut)),
              JSON.Member("admitted", change.admitted.map(JSON.string) ?? .null),
              JSON.Member("lockedOut", change.lockedOut.map(JSON.string) ?? .null),
              JSON.Member("unknown", .array(change.reasons.map(JSON.string))),
            ])
          }
        )
      ),
      JSON.Member(
        "jobs",
        .array(
          review.jobs.map { change in
            .object([
              JSON.Member("job", .string(change.job)), JSON.Member("role", .string(change.role)),
              JSON.Member("opens", .bool(change.opens)), JSON.Member("why", .string(change.why)),
            ])
          }
        )
      ),
    ])
  }

  private static func words(_ kind: RoleChange.Kind) -> String {
    switch kind {
    case .new: "a new role opens"
    case .opened: "a role that nobody got in by opens"
    case .widened: "more get in"
    case .moved: "others get in"
    case .narrowed: "fewer get in"
    case .shut: "nobody gets in any more"
    case .removed: "the role is gone"
    case .renamed: "the role has another name"
    case .unknown: "it cannot be said who gets in"
    }
  }
}
