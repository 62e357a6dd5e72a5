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
    let question: TrustQuestion
    do {
      question = try TrustQuestion(
        entry.trust,
        platform: platformName,
        issuer: intent.issuer.url
      )
    } catch { throw AnswerError(.usage, error.message) }
    guard let provider = question.providers.first else { throw AnswerError(.usage, "the intent has no issuer") }
    let isCustom = intent.subject.components != Self.defaultComponents(provider.platform)
    let work = Work()
    do {
      let universe = try TrustUniverse(
        platform: provider.platform,
        issuer: provider.issuer,
        audiences: [intent.audience],
        templates: isCustom ? [intent.subject.components] : [],
        policies: [entry.trust]
      )
      let reach = try TrustReach(question.policy, provider: provider.arn, in: universe, work: work)
      return try compare(entry, role, universe, reach, isCustom, work)
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

  private var platformName: String {
    switch intent.issuer.platform {
    case .gitlab: "gitlab"
    case .github: "github"
    }
  }

  private static func defaultComponents(_ platform: Platform) -> [String] {
    platform.id.description == "github" ? ["repo", "context"] : ["project_path", "ref_type", "ref"]
  }

  private func compare(
    _ entry: RoleEntry,
    _ role: Role,
    _ universe: TrustUniverse,
    _ reach: TrustReach,
    _ isCustom: Bool,
    _ work: Work
  ) throws(TooComplex) -> Answer {
    var (tooMany, tooFew): ((form: Form, point: Point)?, (form: Form, point: Point)?)
    var isUnknown = false
    // A declared subject replaces the default one: then only its forms are minted.
    for part in reach.forms where (part.form.subjectTemplate != nil) == isCustom {
      let wanted = try IntentReach.boxes(role, part.form, work)
      let extra = try Inclusion(
        sure: part.sure,
        possible: part.possible,
        inSure: wanted,
        possible: wanted,
        part.form,
        work
      ) { universe.point(in: $0, of: part.form) }
      let missing = try Inclusion(
        sure: wanted,
        possible: wanted,
        inSure: part.sure,
        possible: part.possible,
        part.form,
        work
      ) { universe.point(in: $0, of: part.form) }
      tooMany = tooMany ?? extra.counterexample
      tooFew = tooFew ?? missing.counterexample
      if extra.holds == nil || missing.holds == nil { isUnknown = true }
    }
    var lines = ["role \(entry.arn ?? entry.name)"]
    var members = [JSON.Member("role", .string(entry.name))]
    if let tooMany {
      lines.append("  gets in and should not   sub \(subject(tooMany, universe))")
      members.append(JSON.Member("getsInAndShouldNot", example(tooMany, universe)))
    }
    if let tooFew {
      lines.append("  should get in and cannot sub \(subject(tooFew, universe))")
      members.append(JSON.Member("shouldGetInAndCannot", example(tooFew, universe)))
    }
    for unknown in reach.unknowns { lines.append("  unknown                  \(unknown)") }
    let isAsIntended = tooMany == nil && tooFew == nil && !isUnknown
    if isAsIntended { lines.append("  lets in exactly what the intent says") }
    members.append(JSON.Member("asIntended", .bool(isAsIntended)))
    if !reach.unknowns.isEmpty {
      members.append(JSON.Member("unknown", .string(reach.unknowns.joined(separator: "; "))))
    }
    return Answer(
      isAsIntended: isAsIntended,
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
