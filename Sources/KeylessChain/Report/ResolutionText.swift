import KeylessSource

/// One resolution in full: what fired and from where, what passed and why, what is shadowed, the error, the cases.
package struct ResolutionText: Sendable {
  private let resolution: Resolution
  private let words: PlaceWords
  /// What the tool does with a refused exchange, said where it is known.
  private let onRefusedExchange: RefusedExchange?

  package init(_ resolution: Resolution, _ words: PlaceWords, onRefusedExchange: RefusedExchange? = nil) {
    self.resolution = resolution
    self.words = words
    self.onRefusedExchange = onRefusedExchange
  }

  package var text: String {
    (head + passed + shadowed + notes).joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let title = resolution.tool.title
    switch resolution.outcome {
    case .fired(let link): return ["\(title): \(link.kind.rawValue)"] + details(link, "  ")
    case .failed(let failure):
      var lines = ["\(title): error" + (failure.link.map { " in \($0.rawValue)" } ?? "")]
      if let origin = failure.origin { lines.append("  from \(words.long(origin))") }
      return lines + failure.text.split(separator: "\n").map { "  \(TerminalText.escaping(String($0)))" }
    case .unknown(let unknown, let cases):
      let reason = TerminalText.escaping("\(unknown.input.words) \(unknown.reason)")
      let at = unknown.place.map { ", at \(words.place($0))" } ?? ""
      return ["\(title): unknown", "  \(reason)\(at)"] + cases.flatMap { self.possibility($0, of: unknown, "  ") }
    }
  }

  private func possibility(
    _ possibility: Resolution.Possibility,
    of whole: UnknownInput,
    _ indent: String
  ) -> [String] {
    let condition = "\(indent)if \(TerminalText.escaping(possibility.condition)):"
    switch possibility.resolution.outcome {
    case .fired(let link):
      let from = link.origin.kind == .service ? "" : ", from \(words.long(link.origin))"
      return ["\(condition) \(link.kind.rawValue)\(from)"]
    case .failed(let failure): return ["\(condition) error: \(TerminalText.escaping(failure.line))"]
    case .unknown(let unknown, let cases) where cases.isEmpty && (unknown.input != whole.input || unknown == whole):
      return ["\(condition) it depends on what \(TerminalText.escaping(unknown.input.words)) says"]
    case .unknown(let unknown, let cases):
      let reason = TerminalText.escaping("\(unknown.input.words) \(unknown.reason)")
      return ["\(condition) unknown, \(reason)"] + cases.flatMap { self.possibility($0, of: unknown, indent + "  ") }
    }
  }

  /// The link, and what it rests on.
  private func details(_ link: Link, _ indent: String) -> [String] {
    var lines = ["\(indent)from \(words.long(link.origin))"]
    if let named = resolution.namedProfile, case .profile(named.name, _) = link.origin.kind {
      lines.append("\(indent)named by \(words.long(named.origin))")
    }
    switch link.plan {
    case .keys(let id, _, _, let token):
      let kind = token == nil ? "" : ", with a session token"
      lines.append(
        "\(indent)access key \(id.map { TerminalText.escaping(ShownText.accessKeyID($0)) } ?? "that nobody knows")\(kind)"
      )
    case .webIdentity(let plan):
      lines.append("\(indent)role \(role(plan.roleARN))")
      if case .file(let path) = plan.token { lines.append("\(indent)token in \(words.path(path))") }
    case .assumeRole(let plan, let base):
      lines.append("\(indent)role \(role(plan.roleARN))")
      lines.append("\(indent)on top of \(base.kind.rawValue)")
      lines += details(base, indent + "  ")
    case .sso(let plan):
      lines.append("\(indent)role \(PlaceWords.shown(plan.roleName)) of \(PlaceWords.shown(plan.accountID))")
    case .login(let session): lines.append("\(indent)session \(PlaceWords.shown(session))")
    case .process: lines.append("\(indent)the command is not shown: it may hold a secret")
    case .container(let plan): lines.append("\(indent)asks \(place(plan.url))")
    case .instanceMetadata: break
    }
    return lines
  }

  /// The host alone: the path is all that a task's credentials ask of whoever wants them, and a URL may hold a password.
  private func place(_ url: String?) -> String {
    guard let parts = url.flatMap({ ContainerURL($0) }) else { return "an unknown URL" }
    return PlaceWords.shown(parts.shown)
  }

  private func role(_ arn: String?) -> String { arn.map(PlaceWords.shown) ?? "that nobody knows" }

  private var passed: [String] {
    guard !resolution.passed.isEmpty else { return [] }
    let rows = resolution.passed.map { step in
      let at = step.place.map { " (\(words.place($0)))" } ?? ""
      return (step.kind.rawValue, TerminalText.escaping(step.reason) + at)
    }
    return ["", "asked before it, without an answer:"] + columns(rows)
  }

  private var shadowed: [String] {
    guard !resolution.shadowed.isEmpty else { return [] }
    let rows = resolution.shadowed.map { shadow in
      let origin = shadow.origin.kind == .service ? "answers on this machine" : words.long(shadow.origin)
      return (shadow.kind.rawValue, origin + (shadow.link == nil ? ", which would have failed" : ""))
    }
    return ["", "never asked because of it:"] + columns(rows)
  }

  private var notes: [String] {
    var lines = resolution.notes.map { "note: \(TerminalText.escaping($0))" }
    if let fired = resolution.fired, fired.kind != .environment, fired.kind != .profileStatic {
      switch onRefusedExchange {
      case .stops?: lines.append("note: when this is refused, the error is shown and nothing else is asked")
      case .nextLink?:
        let next = resolution.shadowed.first { $0.link != nil }.map { "`\($0.kind.rawValue)`" } ?? "another link"
        lines.append("note: when this is refused, the error is swallowed and \(next) is asked")
      case nil: break
      }
    }
    switch resolution.evidence {
    case .verified(let what): lines.append("verified against \(TerminalText.escaping(what))")
    case .derived(let what): lines.append("derived from \(TerminalText.escaping(what))")
    }
    return [""] + lines
  }

  private func columns(_ rows: [(String, String)]) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  " + $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }
  }
}
