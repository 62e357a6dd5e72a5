import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Two policies of one line, compared both ways.
struct CompareLine {
  private let line: BatchLine
  private let universes: Universes

  init(_ line: BatchLine, _ universes: Universes) {
    self.line = line
    self.universes = universes
  }

  func answer() throws -> [JSON.Member] {
    guard let left = line["left"], let right = line["right"] else {
      throw BatchError("a comparison has both `left` and `right`")
    }
    let kind = [left, right].map(PolicyArgument.kind)
    do {
      if kind == [.trust, .trust] { return try trust(left, right) }
      return try Self.general(left, right)
    } catch let error as TooComplex {
      return [JSON.Member("unknown", .string("too complex: \(error)"))]
    } catch let error as PlatformError {
      throw BatchError("\(error)")
    }
  }

  private static func general(_ left: JSONNode, _ right: JSONNode) throws -> [JSON.Member] {
    var pair = try general([try PolicyArgument.read(left, "left"), try PolicyArgument.read(right, "right")])
    // Whatever is not known about a policy is the same in its copy.
    if left.plain.compact.utf8.elementsEqual(right.plain.compact.utf8) { (pair.there, pair.back) = (true, true) }
    return members(pair.there, pair.back, pair.unknowns, pair.leftOnly, pair.rightOnly)
  }

  /// Action, resource, caller and every condition key by itself.
  private static func general(_ documents: [PolicyDocument]) throws -> Pair {
    let (form, work) = (GeneralReach.form(of: documents), Work())
    func compared(symbols: Bool) throws -> (Inclusion, Inclusion, [String]) {
      let reaches = try documents.map { try GeneralReach($0, in: form, symbols: symbols, work: work) }
      return (
        try GeneralReach.inclusion(of: reaches[0], in: reaches[1], work: work),
        try GeneralReach.inclusion(of: reaches[1], in: reaches[0], work: work), reaches.flatMap(\.unknowns)
      )
    }
    let (there, back, unknowns) = try compared(symbols: false)
    var pair = Pair(
      there: there.holds,
      back: back.holds,
      leftOnly: point(there.counterexample),
      rightOnly: point(back.counterexample),
      unknowns: unknowns
    )
    if pair.there == nil || pair.back == nil, documents.allSatisfy(GeneralReach.allowsSymbols) {
      let (there, back, _) = try compared(symbols: true)
      if there.holds == true { pair.there = true }
      if back.holds == true { pair.back = true }
    }
    return pair
  }

  private static func members(
    _ there: Bool?,
    _ back: Bool?,
    _ unknowns: [String],
    _ leftOnly: JSON?,
    _ rightOnly: JSON?
  ) -> [JSON.Member] {
    var out: [JSON.Member] = []
    if let there { out.append(JSON.Member("leftInRight", .bool(there))) }
    if let back { out.append(JSON.Member("rightInLeft", .bool(back))) }
    if let leftOnly { out.append(JSON.Member("leftOnly", leftOnly)) }
    if let rightOnly { out.append(JSON.Member("rightOnly", rightOnly)) }
    if there == nil || back == nil {
      out.append(JSON.Member("unknown", .string(unknowns.joined(separator: "; "))))
    }
    return out
  }

  private static func point(_ example: (form: Form, point: Point)?) -> JSON? {
    guard let (form, point) = example else { return nil }
    var members: [JSON.Member] = []
    var context: [JSON.Member] = []
    for (component, value) in zip(form.components, point.values) {
      let shown: JSON
      switch value {
      case .absent: continue
      case .text(let text): shown = .string(String(decoding: text, as: UTF8.self))
      case .list(let list): shown = .array(list.map { .string(String(decoding: $0, as: UTF8.self)) })
      }
      let member = JSON.Member(component.name, shown)
      if [GeneralReach.action, GeneralReach.resource, GeneralReach.principal].contains(component.name) {
        members.append(member)
      } else {
        context.append(member)
      }
    }
    return .object(members + [JSON.Member("context", .object(context))])
  }
}

extension CompareLine {
  private func trust(_ left: JSONNode, _ right: JSONNode) throws -> [JSON.Member] {
    let documents = [
      try PolicyArgument.read(left, "left", kind: .trust), try PolicyArgument.read(right, "right", kind: .trust),
    ]
    let (platform, issuer) = (try line.text("platform"), try line.text("issuer"))
    let questions = [
      try TrustQuestion.asked(documents[0], platform: platform, issuer: issuer),
      try TrustQuestion.asked(documents[1], platform: platform, issuer: issuer),
    ]
    var providers: [TrustQuestion.Provider] = []
    for provider in questions.flatMap(\.providers) where !providers.contains(where: { $0.issuer == provider.issuer }) {
      providers.append(provider)
    }
    let unknown = questions.flatMap(\.unknownIssuers)
    var both = Pair()
    for provider in providers {
      try both.add(compare(questions, provider, try line.texts("audiences"), documents))
    }
    let others = documents.map(OtherStatements.of)
    if others.contains(where: { !$0.statements.isEmpty }) { try both.add(Self.general(others)) }
    if !unknown.isEmpty {
      both.there = both.there == false ? false : nil
      both.back = both.back == false ? false : nil
      both.unknowns.append("no platform is known for \(Array(Set(unknown)).sorted().joined(separator: ", "))")
    }
    return Self.members(both.there, both.back, both.unknowns, both.leftOnly, both.rightOnly)
  }

  /// What the forms of all issuers say together.
  private struct Pair {
    var there: Bool? = true
    var back: Bool? = true
    var leftOnly: JSON?
    var rightOnly: JSON?
    var unknowns: [String] = []

    mutating func add(_ other: Pair) {
      there = Self.both(there, other.there)
      back = Self.both(back, other.back)
      leftOnly = leftOnly ?? other.leftOnly
      rightOnly = rightOnly ?? other.rightOnly
      unknowns += other.unknowns.filter { !unknowns.contains($0) }
    }

    static func both(_ left: Bool?, _ right: Bool?) -> Bool? {
      if left == false || right == false { return false }
      return left == nil || right == nil ? nil : true
    }
  }

  private func compare(
    _ questions: [TrustQuestion],
    _ provider: TrustQuestion.Provider,
    _ audiences: [String]?,
    _ documents: [PolicyDocument]
  ) throws -> Pair {
    var templates: [[String]] = []
    for document in documents {
      let found = SubjectTemplates(document, provider.platform, issuer: provider.issuer).templates
      templates += found.filter { !templates.contains($0) }
    }
    // Who asks for no subject takes custom ones too, whatever the other policy spells.
    let key = ConditionKey(ConditionKeyMap.prefix(of: provider.issuer) + ":sub")
    let isOpen = documents.flatMap(\.statements).contains { statement in
      statement.effect.value == .allow && TrustQuestion.isExchange(statement)
        && !statement.conditions.contains { $0.key.value == key && !$0.test.value.comparison.isNegated }
    }
    if isOpen { templates += Self.customSubjects(provider.platform).filter { !templates.contains($0) } }
    let universe = try universes.universe(
      platform: provider.platform,
      issuer: provider.issuer,
      audiences: audiences,
      templates: templates,
      policies: documents
    )
    let work = Work()
    // Each policy names its own provider; what is compared is the tokens.
    let reaches = try questions.map { question in
      let arns = question.providers.filter { $0.issuer == provider.issuer }.map(\.arn)
      let all = try (arns.isEmpty ? [provider.arn] : arns).map { arn in
        try TrustReach(question.policy, provider: arn, in: universe, work: work)
      }
      return try TrustReach.united(all, work)
    }
    var pair = Pair()
    pair.unknowns = reaches.flatMap(\.unknowns)
    // Once one form shows a difference, no other form can take it back.
    for (left, right) in zip(reaches[0].forms, reaches[1].forms) {
      if pair.there != false {
        let there = try Self.inclusion(left, right, universe, work)
        pair.there = Pair.both(pair.there, there.holds)
        pair.leftOnly = there.counterexample.map { Self.example($0, universe) }
      }
      if pair.back != false {
        let back = try Self.inclusion(right, left, universe, work)
        pair.back = Pair.both(pair.back, back.holds)
        pair.rightOnly = back.counterexample.map { Self.example($0, universe) }
      }
    }
    return pair
  }

  /// Some that begin otherwise than any default subject does.
  private static func customSubjects(_ platform: Platform) -> [[String]] {
    switch platform.id.description {
    case "github": [["repository_id"], ["repository_owner"], ["workflow"], ["repo"]]
    case "gitlab": [["project_id", "ref_type", "ref"]]
    default: []
    }
  }

  private static func inclusion(
    _ left: TrustReach.FormReach,
    _ right: TrustReach.FormReach,
    _ universe: TrustUniverse,
    _ work: Work
  ) throws -> Inclusion {
    try Inclusion(
      sure: left.sure,
      possible: left.possible,
      inSure: right.sure,
      possible: right.possible,
      left.form,
      work
    ) { box in universe.point(in: box, of: left.form) }
  }

  private static func example(_ example: (form: Form, point: Point), _ universe: TrustUniverse) -> JSON {
    .object([
      JSON.Member("pipeline", WitnessJSON.pipeline(universe.pipeline(of: example.point, example.form))),
      JSON.Member("claims", WitnessJSON.claims(example.form, example.form.context(of: example.point).all)),
    ])
  }
}
