package import KeylessPlatforms
package import KeylessPolicy

/// Everything that can be asked of a trust policy with tokens of one issuer: the forms of its tokens, and what surrounds
/// the exchange.
package struct TrustUniverse: Sendable {
  package let platform: Platform
  /// With its scheme.
  package let issuer: String
  package let forms: [Form]
  /// Forms of subjects that only a custom template gives; who may set the template decides who can cause them.
  package let customForms: [Form]

  /// Whether strangers have tokens of this issuer; an enterprise's own issuer is the enterprise's.
  var isShared: Bool {
    guard platform.isShared(issuer) else { return false }
    return platform.id != "github" || IssuerURL(issuer)?.path.isEmpty != false
  }

  /// Whether a key is one of the token's own.
  func isClaim(_ key: ConditionKey) -> Bool {
    key.folded.starts(with: ConditionKey(prefix + ":").folded)
  }

  /// How the keys of this issuer begin.
  package var prefix: String { ConditionKeyMap.prefix(of: issuer) }

  /// `audiences` are the client ids of the provider; nil: any.
  package init(
    platform: Platform,
    issuer: String,
    audiences: [String]?,
    templates: [[String]] = [],
    policies: [PolicyDocument]
  ) throws(PlatformError) {
    try self.init(
      platform: platform,
      issuer: issuer,
      audiences: audiences,
      templates: templates,
      use: KeyUse(policies)
    )
  }

  init(
    platform: Platform,
    issuer: String,
    audiences: [String]?,
    templates: [[String]],
    use: KeyUse
  ) throws(PlatformError) {
    self.platform = platform
    self.issuer = issuer
    let maker = FormMaker(platform, issuer, audiences, use)
    forms = try maker.forms(nil)
    var custom: [Form] = []
    for template in templates { custom += try maker.forms(template) }
    customForms = custom
  }
}

/// Makes forms with their condition keys out of a platform's token forms.
private struct FormMaker {
  let platform: Platform
  let issuer: String
  let audiences: [String]?
  let use: KeyUse

  init(_ platform: Platform, _ issuer: String, _ audiences: [String]?, _ use: KeyUse) {
    self.platform = platform
    self.issuer = issuer
    self.audiences = audiences
    self.use = use
  }

  func forms(_ template: [String]?) throws(PlatformError) -> [Form] {
    try platform.forms(FormSelection(issuer: issuer, subjectTemplate: template)).map { form($0, template) }
  }

  private func form(_ token: TokenForm, _ template: [String]?) -> Form {
    let (prefix, title, session) = (ConditionKeyMap.prefix(of: issuer), platform.title, platform.sessionClaims)
    var form = Form(token: token, issuer: issuer, subjectTemplate: template) { key in
      RequestKeys.other(key, prefix: prefix, platform: title, session)
    }
    for component in token.components {
      form.add(Component(component.name, .text(component.kind.language), longest: component.kind.longest))
    }
    for mapped in ConditionKeyMap.claims(mappedFor: issuer) {
      form.set("\(prefix):\(mapped.key)", source(of: mapped, token, &form))
    }
    RequestKeys.add(to: &form, use)
    SessionTagKeys(platform: platform, token: token).add(to: &form, use)
    return form
  }

  private func source(of mapped: MappedClaim, _ token: TokenForm, _ form: inout Form) -> KeySource {
    switch mapped.claim {
    case "aud": return .component(form.add(audience))
    // The audiences of the token as they are; a single one is the one that counts.
    case "oaud" where platform.id == "github": return .component(form.add(audience))
    case "oaud":
      return .unknown("`oaud` lists every audience of a token, and a token of \(platform.title) may have several")
    case "sub": return source(of: token.subject, presence: nil, form)
    default: break
    }
    guard let claim = token.claims.first(where: { $0.claim == mapped.claim }) else {
      return .absent("tokens of this form have no claim `\(mapped.claim)`")
    }
    if mapped.kind == .strings, claim.template.segments.count == 1,
      case .component(let name, _) = claim.template.segments[0]
    {
      // Several values, or the claim is missing.
      let all = token.component(name)?.kind.language ?? .anything
      let lists = ListSet(empty: true, one: all, many: [ListSet.Piece(all: all, meeting: [])])
      return .component(form.add(Component("\(name) values", Factor(.lists(lists), absent: true))))
    }
    var presence: Int?
    if !claim.isCertain {
      presence = form.add(Component(Presence.component(of: mapped.claim), Presence.domain))
    }
    return source(of: claim.template, presence: presence, form)
  }

  /// What the job asks for, if the provider accepts it.
  private var audience: Component {
    guard let audiences else { return Component("aud", .text(FactKind.text(max: 1024).language), origin: .caller) }
    return Component("aud", .text(.texts(audiences.map { Array($0.utf8) })), origin: .caller)
  }

  private func source(of template: ClaimTemplate, presence: Int?, _ form: Form) -> KeySource {
    let segments = template.segments.compactMap { segment -> KeySource.Segment? in
      switch segment {
      case .literal(let text): .literal(Array(text.utf8))
      case .component(let name, let escape): form.place(of: name).map { .component($0, escape) }
      }
    }
    if presence == nil, segments.count == 1, case .component(let index, .none) = segments[0] {
      return .component(index)
    }
    return .template(segments, presence: presence)
  }
}
