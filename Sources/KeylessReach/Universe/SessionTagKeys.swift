import KeylessPlatforms
import KeylessPolicy

/// The keys `aws:RequestTag/KEY` of a platform whose jobs choose claims of their token for session tags: a tag that is
/// there has the value of the claim whose name it bears.
struct SessionTagKeys {
  let platform: Platform
  let token: TokenForm

  static let start = "aws:requesttag/"

  /// Adds what policies ask for; a key that is not added is `RequestKeys`' to say.
  func add(to form: inout Form, _ use: KeyUse) {
    guard platform.sessionClaims.tags == .ofClaims else { return }
    for key in use.keys where key.folded.starts(with: Self.start.utf8) {
      form.set(key.name, source(of: key, use, &form))
    }
  }

  private func source(of key: ConditionKey, _ use: KeyUse, _ form: inout Form) -> KeySource {
    let tag = String(decoding: key.folded.dropFirst(Self.start.utf8.count), as: UTF8.self)
    guard let claim = platform.claims.first(where: { $0.name.lowercased() == tag }) else {
      // Claims with a name of the agent's own are no claims of the table.
      if tag.hasPrefix("agent_tag:") { return .unknown("what an agent's tag says is not known, nor is `\(key)`") }
      return .absent("a session tag of \(platform.title) has the name of a claim, and `\(tag)` is none")
    }
    guard use.tagsGoAlong else {
      return .unknown(
        "a token with session tags needs `sts:TagSession` too, which the policy does not allow together with the exchange, so whether STS takes one with `\(key)` is not known"
      )
    }
    guard let value = value(of: claim, &form) else {
      return .unknown("what \(platform.title) writes into the session tag `\(tag)` is not known")
    }
    // Whether the tag is there is for whoever runs the job to say.
    let presence = Component(Self.presence(of: tag), Presence.domain, origin: .caller)
    return .template([value], presence: form.add(presence))
  }

  static func presence(of tag: String) -> String { Presence.component(of: start + tag) }

  private func value(of claim: Claim, _ form: inout Form) -> KeySource.Segment? {
    if token.absent.contains(claim.fact) { return claim.type == .nullWhenAbsent ? .literal([]) : nil }
    if let place = form.place(of: claim.fact) { return .component(place, .none) }
    if let fixed = token.fixed[claim.fact] { return .literal(Array(fixed.written.utf8)) }
    guard let fact = platform.fact(named: claim.fact) else { return nil }
    return .component(form.add(Component(fact.name, .text(fact.kind.language), longest: fact.kind.longest)), .none)
  }
}
