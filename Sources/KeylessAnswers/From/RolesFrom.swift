import KeylessPlatforms
package import KeylessPolicy
import KeylessReach
package import KeylessSource

/// `keyless who --from`: every role that one pipeline reaches, through role chains too.
package struct RolesFrom: Sendable {
  package struct Reached: Sendable {
    package let role: RoleEntry
    /// From the pipeline to the role, the role itself last.
    package let path: [String]
    /// Why it is only possible: a chain also needs `sts:AssumeRole` in the policies of the role before.
    package let note: String?
  }

  package let reached: [Reached]

  /// The context is what the pipeline's token shows.
  package init(_ roles: [RoleEntry], issuer: String, context: RequestContext) {
    var found: [Reached] = []
    let prefix = ConditionKeyMap.prefix(of: issuer)
    for role in roles {
      let arn = Self.provider(of: role.trust, prefix) ?? "arn:aws:iam::111122223333:oidc-provider/\(prefix)"
      guard CompiledPolicy(role.trust).decide(TrustReach.request(arn, context)) == .allow else { continue }
      found.append(Reached(role: role, path: [role.arn ?? role.name], note: nil))
    }
    var index = 0
    // Breadth first, so that the shortest chain to a role is the one that is shown.
    while index < found.count {
      let from = found[index]
      index += 1
      guard let arn = from.role.arn else { continue }
      for role in roles where !found.contains(where: { $0.role.arn == role.arn && $0.role.name == role.name }) {
        let request = PolicyRequest(
          principal: .roleSession(role: arn, session: Self.session(arn)),
          action: "sts:AssumeRole"
        )
        guard CompiledPolicy(role.trust).decide(request) == .allow else { continue }
        found.append(
          Reached(
            role: role,
            path: from.path + [role.arn ?? role.name],
            note: "if `\(from.role.name)` may call sts:AssumeRole on it"
          )
        )
      }
    }
    reached = found
  }

  private static func provider(of trust: PolicyDocument, _ prefix: String) -> String? {
    for statement in trust.statements {
      for entry in statement.principal?.entries ?? [] {
        if case .federated(let arn) = entry.value, arn.hasSuffix(":oidc-provider/\(prefix)") { return arn }
      }
    }
    return nil
  }

  private static func session(_ arn: String) -> String {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, let name = parts[5].split(separator: "/").last else { return arn }
    return "arn:\(parts[1]):sts::\(parts[4]):assumed-role/\(name)/keyless"
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
          JSON.Member("path", .array(reached.path.map(JSON.string))),
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
