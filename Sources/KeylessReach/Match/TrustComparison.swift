package import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// Two trust policies beside each other: whom only one of them lets in, over every issuer that they speak of.
package struct TrustComparison: Sendable {
  /// Whether everybody whom the left lets in is let in by the right; nil: unknown.
  package private(set) var there: Bool? = true
  package private(set) var back: Bool? = true
  package private(set) var leftOnly: Example?
  package private(set) var rightOnly: Example?
  package private(set) var unknowns: [String] = []

  /// A pipeline that only one of them lets in.
  package struct Example: Sendable {
    package let form: Form
    package let pipeline: Pipeline
    package let context: RequestContext
  }

  /// Throws `TooComplex` and `PlatformError`.
  package init(
    _ left: TrustQuestion,
    _ right: TrustQuestion,
    audiences: [String]? = nil,
    universes: Universes
  ) throws {
    let questions = [left, right]
    var providers: [TrustQuestion.Provider] = []
    for provider in questions.flatMap(\.providers) where !providers.contains(where: { $0.issuer == provider.issuer }) {
      providers.append(provider)
    }
    for provider in providers { try compare(questions, provider, audiences, universes) }
    let unknown = questions.flatMap(\.unknownIssuers)
    if !unknown.isEmpty {
      add(there: nil, back: nil)
      unknowns.append("no platform is known for \(Array(Set(unknown)).sorted().joined(separator: ", "))")
    }
  }

  /// What is known besides about the same two.
  package mutating func add(there: Bool?, back: Bool?, unknowns more: [String] = []) {
    self.there = Self.both(self.there, there)
    self.back = Self.both(self.back, back)
    unknowns += more.filter { !unknowns.contains($0) }
  }

  private static func both(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
  }

  private mutating func compare(
    _ questions: [TrustQuestion],
    _ provider: TrustQuestion.Provider,
    _ audiences: [String]?,
    _ universes: Universes
  ) throws {
    let documents = questions.map(\.document)
    let universe = try universes.universe(
      platform: provider.platform,
      issuer: provider.issuer,
      audiences: audiences,
      templates: Self.templates(documents, provider),
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
    var (there, back): (Bool?, Bool?) = (true, true)
    // Once one form shows a difference, no other form can take it back.
    for (left, right) in zip(reaches[0].forms, reaches[1].forms) {
      if there != false {
        let inclusion = try Self.inclusion(left, right, universe, work)
        there = Self.both(there, inclusion.holds)
        leftOnly = leftOnly ?? inclusion.counterexample.map { Example($0, universe) }
      }
      if back != false {
        let inclusion = try Self.inclusion(right, left, universe, work)
        back = Self.both(back, inclusion.holds)
        rightOnly = rightOnly ?? inclusion.counterexample.map { Example($0, universe) }
      }
    }
    add(there: there, back: back, unknowns: reaches.flatMap(\.unknowns))
  }

  private static func templates(_ documents: [PolicyDocument], _ provider: TrustQuestion.Provider) -> [[String]] {
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
    if isOpen { templates += customSubjects(provider.platform).filter { !templates.contains($0) } }
    return templates
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
}

extension TrustComparison.Example {
  fileprivate init(_ example: (form: Form, point: Point), _ universe: TrustUniverse) {
    self.init(
      form: example.form,
      pipeline: universe.pipeline(of: example.point, example.form),
      context: example.form.context(of: example.point)
    )
  }
}
