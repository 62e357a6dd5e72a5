import KeylessIntent
import KeylessPlatforms
package import KeylessPolicy
import KeylessReach
package import KeylessSource

/// The roles of an account beside a declared intent, both ways.
package struct IntentComparison {
  private let intent: Intent
  /// Above the account; they have to let in too.
  private let resourceControl: [PolicyDocument]

  package init(file: String, bytes: [UInt8], resourceControl: [PolicyDocument] = []) throws(AnswerError) {
    let (intent, diagnostics) = Intent.read(bytes, file: file)
    guard let intent else {
      let first = diagnostics.first { $0.severity == .error }.map { "\($0.message)" } ?? "it cannot be read"
      throw AnswerError(.usage, "`\(file)` is no intent: \(first)")
    }
    self.intent = intent
    self.resourceControl = resourceControl
  }

  package struct Answer {
    package let isAsIntended: Bool
    package let text: String
    package let json: JSON
  }

  /// Nil for a role that the intent does not speak of and that does not trust its issuer either.
  package func answer(_ entry: RoleEntry) throws -> Answer? {
    guard let role = try role(for: entry) else { return rogue(entry) }
    let provider = provider(of: entry)
    do {
      return answer(
        entry,
        try IntentInclusion(
          CompiledPolicy(entry.trust),
          resourceControl: resourceControl.map(CompiledPolicy.init),
          provider: provider,
          beside: role,
          of: intent
        ),
        try OtherDoors(entry.trust, own: provider).found()
      )
    } catch let error as TooComplex {
      return Answer(
        isAsIntended: false,
        text: "role \(entry.name)\n  unknown   too complex: \(error)\n",
        json: ["role": .string(entry.name), "asIntended": false, "unknown": .string("too complex: \(error)")]
      )
    } catch let error as PlatformError {
      throw AnswerError(.usage, "\(error)")
    }
  }

  private func role(for entry: RoleEntry) throws(AnswerError) -> Role? {
    if let role = intent.role(named: entry.name) { return role }
    guard entry.arn == nil else { return nil }
    if intent.roles.count == 1 { return intent.roles[0] }
    throw AnswerError(
      .usage,
      "`\(TerminalText.escaping(entry.name))` is a bare policy, and the intent has several roles; give it as a role with its name"
    )
  }

  /// A role that opens to the intent's issuer and that the intent does not have.
  private func rogue(_ entry: RoleEntry) -> Answer? {
    let own = provider(of: entry)
    let speaks = CompiledPolicy(entry.trust)
    let opens = entry.trust.statements.indices.contains { index in
      entry.trust.statements[index].effect.value == .allow && speaks.speaks(index, of: TrustReach.request(own))
    }
    guard opens else { return nil }
    return Answer(
      isAsIntended: false,
      text:
        "role \(TerminalText.escaping(entry.arn ?? entry.name))\n  is in the account and not in the intent: it trusts \(intent.issuer.url)\n",
      json: ["role": .string(entry.name), "asIntended": false, "notInIntent": true]
    )
  }

  /// The roles of the intent that none of these is.
  ///
  /// One whose trust policy cannot be read is there, and was said to be unreadable.
  package func missing(among entries: [RoleEntry], unreadable: [String] = []) -> [Answer] {
    // A bare policy has no name of its own.
    guard entries.allSatisfy({ $0.arn != nil }) else { return [] }
    let names = entries.map(\.name) + unreadable
    let absent = intent.roles.filter { role in !names.contains { $0.utf8.elementsEqual(role.name.value.utf8) } }
    return absent.map { role in
      let name = TerminalText.escaping(role.name.value)
      return Answer(
        isAsIntended: false,
        text: "role \(name)\n  is in the intent and not in the account: whom it should let in cannot get in\n",
        json: ["role": .string(role.name.value), "asIntended": false, "missing": true]
      )
    }
  }

  /// The intent's provider in the role's own account: STS takes no token by another account's.
  private func provider(of entry: RoleEntry) -> String {
    let parts = entry.arn?.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init) ?? []
    let (partition, account) =
      parts.count == 6 && !parts[4].isEmpty ? (parts[1], parts[4]) : (intent.partition, intent.account.value)
    return "arn:\(partition):iam::\(account):oidc-provider/\(intent.issuer.key)"
  }

  private func answer(_ entry: RoleEntry, _ found: IntentInclusion, _ others: [OtherDoors.Door]) -> Answer {
    let holds = found.holds && others.isEmpty
    var lines = ["role \(entry.arn ?? entry.name)"]
    var members = [JSON.Member("role", .string(entry.name))]
    if let tooMany = found.tooMany {
      lines.append("  gets in and should not   sub \(subject(tooMany, found.universe))")
      members.append(JSON.Member("getsInAndShouldNot", example(tooMany, found.universe)))
    }
    for other in others { lines.append("  gets in and should not   \(other.sentence)") }
    if !others.isEmpty { members.append(JSON.Member("othersGetIn", .array(others.map(Self.json)))) }
    if let tooFew = found.tooFew {
      lines.append("  should get in and cannot sub \(subject(tooFew, found.universe))")
      members.append(JSON.Member("shouldGetInAndCannot", example(tooFew, found.universe)))
    }
    for unknown in found.unknowns { lines.append("  unknown                  \(unknown)") }
    if !found.holds, found.tooMany == nil, found.tooFew == nil, found.unknowns.isEmpty {
      lines.append("  unknown                  the two sets differ by pipelines that could not be named")
    }
    if holds { lines.append("  lets in exactly what the intent says") }
    members.append(JSON.Member("asIntended", .bool(holds)))
    if !found.unknowns.isEmpty {
      members.append(JSON.Member("unknown", .string(found.unknowns.joined(separator: "; "))))
    }
    return Answer(
      isAsIntended: holds,
      text: lines.map(TerminalText.escaping).joined(separator: "\n") + "\n",
      json: .object(members)
    )
  }

  private static func json(_ door: OtherDoors.Door) -> JSON {
    var members = [JSON.Member("principal", .string(door.principal)), JSON.Member("who", .string(door.sentence))]
    if case .object(let example)? = door.example { members += example }
    return .object(members)
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
