import KeylessIntent
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// The roles of an account beside a declared intent, both ways.
struct IntentComparison {
  private let intent: Intent

  init(file: String, bytes: [UInt8]) throws(AnswerError) {
    let (intent, diagnostics) = Intent.read(bytes, file: file)
    guard let intent else {
      let first = diagnostics.first { $0.severity == .error }.map { "\($0.message)" } ?? "it cannot be read"
      throw AnswerError(.usage, "`\(file)` is no intent: \(first)")
    }
    self.intent = intent
  }

  struct Answer {
    let isAsIntended: Bool
    let text: String
    let json: JSON
  }

  /// Nil for a role that the intent does not speak of.
  func answer(_ entry: RoleEntry) throws -> Answer? {
    guard
      let role = intent.role(named: entry.name) ?? (entry.arn == nil && intent.roles.count == 1 ? intent.roles[0] : nil)
    else { return nil }
    let provider = provider(of: entry.trust)
    do {
      return answer(
        entry,
        try IntentInclusion(CompiledPolicy(entry.trust), provider: provider, beside: role, of: intent)
      )
    } catch let error as TooComplex {
      return Answer(
        isAsIntended: false,
        text: "role \(entry.name)\n  unknown   too complex: \(error)\n",
        json: ["role": .string(entry.name), "unknown": .string("\(error)")]
      )
    } catch let error as PlatformError {
      throw AnswerError(.usage, "\(error)")
    }
  }

  /// The roles of the intent that none of these is.
  func missing(among entries: [RoleEntry]) -> [Answer] {
    // A bare policy has no name of its own.
    guard entries.allSatisfy({ $0.arn != nil }) else { return [] }
    let absent = intent.roles.filter { role in !entries.contains { $0.name.utf8.elementsEqual(role.name.value.utf8) } }
    return absent.map { role in
      let name = TerminalText.escaping(role.name.value)
      return Answer(
        isAsIntended: false,
        text: "role \(name)\n  is in the intent and not in the account: whom it should let in cannot get in\n",
        json: ["role": .string(role.name.value), "asIntended": false, "missing": true]
      )
    }
  }

  /// The ARN by which the policy names the intent's provider; the partition and the account are its own.
  private func provider(of trust: PolicyDocument) -> String {
    let own = ":oidc-provider/\(intent.issuer.key)"
    for entry in trust.statements.flatMap({ $0.principal?.entries ?? [] }) {
      if case .federated(let arn) = entry.value, arn.hasSuffix(own) { return arn }
    }
    return "arn:\(intent.partition):iam::\(intent.account.value)" + own
  }

  private func answer(_ entry: RoleEntry, _ found: IntentInclusion) -> Answer {
    var lines = ["role \(entry.arn ?? entry.name)"]
    var members = [JSON.Member("role", .string(entry.name))]
    if let tooMany = found.tooMany {
      lines.append("  gets in and should not   sub \(subject(tooMany, found.universe))")
      members.append(JSON.Member("getsInAndShouldNot", example(tooMany, found.universe)))
    }
    if let tooFew = found.tooFew {
      lines.append("  should get in and cannot sub \(subject(tooFew, found.universe))")
      members.append(JSON.Member("shouldGetInAndCannot", example(tooFew, found.universe)))
    }
    for unknown in found.unknowns { lines.append("  unknown                  \(unknown)") }
    if found.holds { lines.append("  lets in exactly what the intent says") }
    members.append(JSON.Member("asIntended", .bool(found.holds)))
    if !found.unknowns.isEmpty {
      members.append(JSON.Member("unknown", .string(found.unknowns.joined(separator: "; "))))
    }
    return Answer(
      isAsIntended: found.holds,
      text: lines.map(TerminalText.escaping).joined(separator: "\n") + "\n",
      json: .object(members)
    )
  }

  private func subject(_ example: (form: Form, point: Point), _ universe: TrustUniverse) -> String {
    let context = example.form.context(of: example.point)
    let others = context.all.filter { pair in
      ["pipeline_source", "ref_protected", "project_id", "namespace_id", "repository_id", "repository_owner_id", "ref"]
        .contains { pair.key == "\(universe.prefix):\($0)" }
    }
    let said = others.map { "\($0.key.split(separator: ":").last ?? "")=\($0.values.joined(separator: ","))" }
    return (context["\(universe.prefix):sub"]?.first ?? "") + (said.isEmpty ? "" : " (\(said.joined(separator: " ")))")
  }

  private func example(_ example: (form: Form, point: Point), _ universe: TrustUniverse) -> JSON {
    [
      "pipeline": WitnessJSON.pipeline(universe.pipeline(of: example.point, example.form)),
      "claims": WitnessJSON.claims(example.form, example.form.context(of: example.point).all),
    ]
  }
}
