package import KeylessPlatforms
package import KeylessPolicy
package import KeylessSource

/// `keyless who --from`: every role that one pipeline reaches, through role chains too.
package struct RolesFrom: Sendable {
  package struct Reached: Sendable {
    package let role: RoleEntry
    /// From the pipeline to the role, the role itself last.
    package let path: [String]
    /// What it takes besides, or what it depends on that was not given.
    package let note: String?
    /// Whether nothing that was not given could still forbid it.
    package let isCertain: Bool
  }

  package let reached: [Reached]

  /// The context is what the pipeline's token shows.
  ///
  /// The platform follows from the issuer, where it is not given.
  package init(
    _ roles: [RoleEntry],
    platform: Platform? = nil,
    issuer: String,
    context: RequestContext,
    resourceControl: [PolicyDocument] = []
  ) {
    let door = RoleDoor(
      platform: platform ?? Platform.issuing(issuer),
      issuer: issuer,
      context: context,
      resourceControl: resourceControl.map(CompiledPolicy.init)
    )
    var found: [Reached] = []
    for role in roles {
      guard case .open(let note, let isCertain) = door.answer(role) else { continue }
      found.append(Reached(role: role, path: [role.arn ?? role.name], note: note, isCertain: isCertain))
    }
    // What is certain first, and breadth first, so that the shortest sure chain to a role is the one that is shown.
    for isSure in [true, false] {
      var index = 0
      while index < found.count {
        let from = found[index]
        index += 1
        guard let chain = RoleChain(from: from.role) else { continue }
        for role in roles where !found.contains(where: { $0.role.arn == role.arn && $0.role.name == role.name }) {
          let (note, isCertain): (String?, Bool)
          switch chain.step(to: role) {
          case .refused: continue
          case .possible(let reason): (note, isCertain) = (reason, false)
          case .certain(let condition): (note, isCertain) = (condition, true)
          }
          guard isCertain || !isSure else { continue }
          let notes = [from.note, note].compactMap(\.self)
          found.append(
            Reached(
              role: role,
              path: from.path + [role.arn ?? role.name],
              note: notes.isEmpty ? nil : notes.joined(separator: "; "),
              isCertain: from.isCertain && isCertain
            )
          )
        }
      }
    }
    reached = found
  }

  package var text: String {
    if reached.isEmpty { return "this pipeline reaches no role\n" }
    let lines = reached.map { reached in
      let word = reached.role.grants.word.map { "  \($0)" } ?? ""
      return reached.path.joined(separator: " -> ") + word + (reached.note.map { "  (\($0))" } ?? "")
    }
    return lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }

  package var json: JSON {
    .array(
      reached.map { reached in
        var members = [
          JSON.Member("role", .string(reached.role.arn ?? reached.role.name)),
          JSON.Member("grants", reached.role.grants.word.map(JSON.string) ?? .null),
          JSON.Member("path", .array(reached.path.map(JSON.string))), JSON.Member("certain", .bool(reached.isCertain)),
        ]
        if let note = reached.note { members.append(JSON.Member("note", .string(note))) }
        return .object(members)
      }
    )
  }

  /// RFC 4180, with a header line; a value that a spreadsheet would run begins with an apostrophe.
  package var csv: String {
    var lines = ["role,grants,chain,note"]
    for reached in reached {
      let fields = [
        reached.role.arn ?? reached.role.name, reached.role.grants.word ?? "", reached.path.joined(separator: " -> "),
        reached.note ?? "",
      ]
      lines.append(fields.map(Self.field).joined(separator: ","))
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func field(_ text: String) -> String {
    let safe = "=+-@\t\r".utf8.contains(text.utf8.first ?? 0) ? "'" + text : text
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
