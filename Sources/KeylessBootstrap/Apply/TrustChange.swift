import KeylessIntent
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Who gets in by a trust policy that did not by another, and who no longer does, each with a witness.
package struct TrustChange: Hashable, Sendable {
  package var comparison: Comparison
  /// `sub` and other claims of one pipeline that only the new policy lets in.
  package var letsIn: [String] = []
  /// What only the old policy lets in.
  package var keepsOut: [String] = []
  /// Why the comparison is not exact.
  package var unknowns: [String] = []

  /// Whose tokens are asked about.
  struct Question {
    var provider: String
    var issuer: String
    var platform: Platform
    var audiences: [String]
    /// A custom subject of the owner's projects.
    var template: [String]?
    /// Whose projects these are.
    var intent: Intent
  }

  /// Nil is nobody.
  static func between(_ old: String?, _ new: String?, _ question: Question) -> TrustChange {
    do {
      let documents = try [old, new].map { text in
        try text.map { try PolicyDocument.parse(bytes: Array($0.utf8), file: "trust policy", kind: .trust) }
          ?? CompiledPolicy.trustingNobody.document
      }
      return try compare(documents[0], documents[1], question)
    } catch {
      let reason = (error as? TooComplex).map { "too complex: \($0)" } ?? "\(error)"
      return TrustChange(comparison: .unrelated, unknowns: [reason])
    }
  }

  private static func compare(
    _ old: PolicyDocument,
    _ new: PolicyDocument,
    _ question: Question
  ) throws -> TrustChange {
    var templates: [[String]] = question.template.map { [$0] } ?? []
    for document in [old, new] {
      let found = SubjectTemplates(document, question.platform, issuer: question.issuer).templates
      templates += found.filter { !templates.contains($0) }
    }
    let universe = try TrustUniverse(
      platform: question.platform,
      issuer: question.issuer,
      audiences: question.audiences,
      templates: templates,
      policies: [old, new]
    )
    let work = Work()
    let before = try TrustReach(CompiledPolicy(old), provider: question.provider, in: universe, work: work)
      .withoutOwnCustomSubjects(of: question.intent, work)
    let after = try TrustReach(CompiledPolicy(new), provider: question.provider, in: universe, work: work)
      .withoutOwnCustomSubjects(of: question.intent, work)
    var (newInOld, oldInNew): (Bool?, Bool?) = (true, true)
    var change = TrustChange(comparison: .same, unknowns: before.unknowns + after.unknowns)
    for (left, right) in zip(before.forms, after.forms) {
      let there = try inclusion(of: right, in: left, universe, work)
      let back = try inclusion(of: left, in: right, universe, work)
      newInOld = both(newInOld, there.holds)
      oldInNew = both(oldInNew, back.holds)
      if change.letsIn.isEmpty, let example = there.counterexample { change.letsIn = [words(example, universe)] }
      if change.keepsOut.isEmpty, let example = back.counterexample { change.keepsOut = [words(example, universe)] }
    }
    let (strangers, others) = (outsiders(old, question.provider), outsiders(new, question.provider))
    let (gone, come) = (strangers.filter { !others.contains($0) }, others.filter { !strangers.contains($0) })
    // What else lets somebody in is compared by its text, so any difference counts both ways.
    if !gone.isEmpty { oldInNew = false }
    if !come.isEmpty { newInOld = false }
    change.keepsOut += gone
    change.letsIn += come
    change.comparison = Comparison(newInOld: newInOld, oldInNew: oldInNew)
    return change
  }

  private static func both(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
  }

  private static func inclusion(
    of left: TrustReach.FormReach,
    in right: TrustReach.FormReach,
    _ universe: TrustUniverse,
    _ work: Work
  ) throws(TooComplex) -> Inclusion {
    try Inclusion(
      sure: left.sure,
      possible: left.possible,
      inSure: right.sure,
      possible: right.possible,
      left.form,
      work
    ) { universe.point(in: $0, of: left.form) }
  }

  /// Callers and actions that some statement allows besides the provider's tokens and their exchange.
  private static func outsiders(_ document: PolicyDocument, _ provider: String) -> [String] {
    var out: [String] = []
    for statement in document.statements where statement.effect.value == .allow {
      let conditions = statement.conditions.isEmpty ? "" : " under conditions"
      for pattern in statement.action.patterns
      where statement.action.isNegated || !isExchange(pattern.value.text.source) {
        out.append("`\(statement.action.isNegated ? "all but " : "")\(pattern.value.text.source)`\(conditions)")
      }
      guard let principal = statement.principal else { continue }
      if principal.isNegated {
        out.append("everybody but some (`NotPrincipal`)\(conditions)")
        continue
      }
      for entry in principal.entries {
        if case .federated(let arn) = entry.value, arn.utf8.elementsEqual(provider.utf8) { continue }
        out.append(name(entry.value) + conditions)
      }
    }
    return out
  }

  private static func isExchange(_ action: String) -> Bool { action.lowercased() == "sts:assumerolewithwebidentity" }

  private static func name(_ entry: PrincipalEntry) -> String {
    switch entry {
    case .everyone: "everybody (`*`)"
    case .account(let id, _): "the account \(id)"
    case .arn(let arn): "`\(arn)`"
    case .uniqueID(let id): "the deleted `\(id)`"
    case .federated(let arn): "tokens of `\(arn)`"
    case .anyFederated: "tokens of every provider"
    case .service(let name): "the service `\(name)`"
    case .anyService: "every AWS service"
    case .canonicalUser(let id): "the user `\(id)`"
    }
  }

  private static let shown = [
    "pipeline_source", "ref_protected", "project_id", "namespace_id", "repository", "repository_id",
    "repository_owner_id", "ref", "environment",
  ]

  private static func words(_ example: (form: Form, point: Point), _ universe: TrustUniverse) -> String {
    let context = example.form.context(of: example.point)
    let others = context.all.filter { pair in shown.contains { pair.key == "\(universe.prefix):\($0)" } }
    let said = others.map { "\($0.key.split(separator: ":").last ?? "")=\($0.values.joined(separator: ","))" }
    let subject = context["\(universe.prefix):sub"]?.first ?? "a token without `sub`"
    return "sub \(subject)" + (said.isEmpty ? "" : " (\(said.joined(separator: ", ")))")
  }
}
