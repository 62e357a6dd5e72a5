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
    var pair = Pair()
    (pair.there, pair.back, pair.unknowns) = (there.holds, back.holds, unknowns)
    (pair.leftOnly, pair.rightOnly) = (point(there.counterexample), point(back.counterexample))
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
    var both = Pair()
    try both.add(
      Pair(TrustComparison(questions[0], questions[1], audiences: line.texts("audiences"), universes: universes))
    )
    let others = documents.map(OtherStatements.of)
    if others.contains(where: { !$0.statements.isEmpty }) { try both.add(Self.general(others)) }
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

    init() {}

    init(_ comparison: TrustComparison) {
      (there, back, unknowns) = (comparison.there, comparison.back, comparison.unknowns)
      (leftOnly, rightOnly) = (comparison.leftOnly.map(Self.json), comparison.rightOnly.map(Self.json))
    }

    private static func json(_ example: TrustComparison.Example) -> JSON {
      .object([
        JSON.Member("pipeline", WitnessJSON.pipeline(example.pipeline)),
        JSON.Member("claims", WitnessJSON.claims(example.form, example.context.all)),
      ])
    }

    static func both(_ left: Bool?, _ right: Bool?) -> Bool? {
      if left == false || right == false { return false }
      return left == nil || right == nil ? nil : true
    }
  }
}
