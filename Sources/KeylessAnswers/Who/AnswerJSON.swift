import KeylessPolicy
import KeylessReach
import KeylessSource

/// The answer to "who can get in", as JSON.
enum AnswerJSON {
  static func members(_ question: TrustQuestion, _ answers: [ReachAnswer]) -> [JSON.Member] {
    var unknowns = question.unknownIssuers.map { "no platform is known for \($0)" }
    for answer in answers { unknowns += answer.unknowns.filter { !unknowns.contains($0) } }
    let isUnknownToAll = answers.allSatisfy { $0.extent == .empty && !$0.unknowns.isEmpty }
    if answers.isEmpty, !question.unknownIssuers.isEmpty {
      return [JSON.Member("unknown", .string(unknowns.joined(separator: "; ")))]
    }
    let classes = PeopleClass.allCases.filter { kind in answers.contains { $0.classes.contains(kind) } }
    // Nobody for sure is not nobody: then there is no word for the set.
    var members = isUnknownToAll && !answers.isEmpty ? [] : [JSON.Member("reach", .string(extent(answers).rawValue))]
    members += [
      JSON.Member("classes", .array(classes.map { .string($0.rawValue) })),
      JSON.Member("boxes", .array(answers.flatMap(\.boxes).map(box))),
      JSON.Member("witnesses", .array(answers.flatMap(\.witnesses).map(witness))),
      JSON.Member("dead", .array(dead(question, answers))),
    ]
    if let owners = owners(answers) { members.append(JSON.Member("owners", owners)) }
    if answers.contains(where: \.trustsNames) {
      members.append(JSON.Member("nameReuse", true))
    }
    if !unknowns.isEmpty { members.append(JSON.Member("unknown", .string(unknowns.joined(separator: "; ")))) }
    return members
  }

  static func extent(_ answers: [ReachAnswer]) -> ReachAnswer.Extent {
    if answers.contains(where: { $0.extent == .everyone }) { return .everyone }
    return answers.contains { $0.extent == .some } ? .some : .empty
  }

  static func box(_ box: DescribedBox) -> JSON {
    var members = [
      JSON.Member("issuer", .string(box.issuer)), JSON.Member("forms", .array(box.forms.map(JSON.string))),
    ]
    if let template = box.subjectTemplate {
      members.append(JSON.Member("subjectTemplate", .array(template.map(JSON.string))))
    }
    members.append(
      JSON.Member("components", .object(box.components.map { JSON.Member($0.name, .string($0.words)) }))
    )
    members.append(JSON.Member("classes", .array(box.classes.map { .string($0.rawValue) })))
    return .object(members)
  }

  static func witness(_ witness: Witness) -> JSON {
    .object([
      JSON.Member("class", .string(witness.kind.rawValue)),
      JSON.Member("pipeline", WitnessJSON.pipeline(witness.pipeline)),
      JSON.Member("claims", WitnessJSON.claims(witness.form, witness.context.all)),
    ])
  }

  private static func dead(_ question: TrustQuestion, _ answers: [ReachAnswer]) -> [JSON] {
    question.dead(answers).map { dead in
      var members = [JSON.Member("statement", .integer(dead.number))]
      if let sid = dead.sid { members.append(JSON.Member("sid", .string(sid))) }
      members.append(JSON.Member("reason", .string(dead.reason)))
      return .object(members)
    }
  }

  private static func owners(_ answers: [ReachAnswer]) -> JSON? {
    var names: [String] = []
    for name in answers.flatMap(\.owners.names) where !names.contains(name) { names.append(name) }
    guard !names.isEmpty else { return nil }
    return .object([
      JSON.Member("names", .array(names.map(JSON.string))),
      JSON.Member("from", answers.allSatisfy(\.owners.areGiven) ? "given" : "policy"),
    ])
  }
}
