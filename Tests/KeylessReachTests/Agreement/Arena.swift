import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// Where the two engines meet: the tokens of one issuer, or requests of any kind.
enum Arena: Hashable, Sendable {
  case trust(platform: String, issuer: String)
  case general

  static let all: [Arena] = [
    .trust(platform: "gitlab", issuer: "https://gitlab.com"),
    .trust(platform: "github", issuer: "https://token.actions.githubusercontent.com"), .general,
    .trust(platform: "gitlab", issuer: "https://gitlab.com"),
    .trust(platform: "github", issuer: "https://token.actions.githubusercontent.com"),
    .trust(platform: "buildkite", issuer: "https://agent.buildkite.com"), .general,
    .trust(
      platform: "eks",
      issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"
    ),
  ]

  /// One after the other; lists of numbers, dates and addresses are known to no general reach, so these are asked of
  /// tokens.
  static func fit(for hand: [ConditionTest], _ index: Int) -> Arena {
    let isOfLists = hand.contains { test in
      switch (test.qualifier, test.comparison.comparison) {
      case (.plain, _), (.ifExists, _): false
      case (_, .number), (_, .date), (_, .address): true
      default: false
      }
    }
    let arena = all[index % all.count]
    return arena == .general && isOfLists ? all[(index + 1) % all.count] : arena
  }

  /// How the issuer's keys begin.
  var prefix: String? {
    guard case .trust(_, let issuer) = self else { return nil }
    return ConditionKeyMap.prefix(of: issuer)
  }

  var provider: String? { prefix.map { "arn:aws:iam::111122223333:oidc-provider/\($0)" } }

  func document(_ policy: DrawnPolicy) throws -> PolicyDocument {
    try PolicyDocument.parse(
      bytes: Array(policy.json(trusting: provider).utf8),
      file: "policy",
      kind: provider == nil ? .identity : .trust
    )
  }

  /// Forms with every component that a policy of this arena can ask for.
  func drafts() throws -> [Form] {
    let probes = DrawnPolicy(statements: [.init(isDeny: false, elements: elements, conditions: Vocabulary.probes(self))]
    )
    return try forms(document(probes))
  }

  func forms(_ document: PolicyDocument) throws -> [Form] {
    guard let universe = try universe(document) else { return [GeneralReach.form(of: [document])] }
    return universe.forms + universe.customForms
  }

  var elements: [(name: String, values: [String])] {
    switch self {
    case .trust: [("Action", ["sts:AssumeRoleWithWebIdentity"])]
    case .general: [("Action", ["*"]), ("Resource", ["*"])]
    }
  }

  /// Both engines' view of a policy; `TooComplex` when the reach has none.
  func ground(_ policy: DrawnPolicy) throws -> Ground {
    let document = try document(policy)
    let compiled = CompiledPolicy(document)
    guard let universe = try universe(document), let provider else {
      let form = GeneralReach.form(of: [document])
      let reach = try GeneralReach(document, in: form)
      let request = PolicyRequest(action: "none:none")
      let field = Field(form, "request", reach.sure, reach.possible, document, request)
      return Ground(compiled: compiled, unknowns: reach.unknowns, fields: [field])
    }
    let reach = try TrustReach(compiled, provider: provider, in: universe)
    let request = TrustReach.request(provider)
    let fields = reach.forms.enumerated().map { index, part in
      let name = "\(part.form.token?.name ?? "") \(part.form.subjectTemplate ?? []) \(index)"
      return Field(part.form, name, part.sure, part.possible, document, request)
    }
    return Ground(compiled: compiled, unknowns: reach.unknowns, fields: fields)
  }

  private func universe(_ document: PolicyDocument) throws -> TrustUniverse? {
    guard case .trust(let id, let issuer) = self, let platform = Platform.named(id) else { return nil }
    let templates = SubjectTemplates(document, platform, issuer: issuer).templates.prefix(1)
    return try TrustUniverse(
      platform: platform,
      issuer: issuer,
      audiences: nil,
      templates: Array(templates),
      policies: [document]
    )
  }
}
