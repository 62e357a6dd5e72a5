import KeylessSource

extension Platform {
  /// The token the platform mints for a pipeline, as far as a token can be made without a key.
  package func token(for pipeline: Pipeline, _ request: TokenRequest) throws(PlatformError) -> UnsignedToken {
    var wanted = request.issuer
    if wanted == nil { wanted = try self.issuer(of: pipeline) }
    let issuer = try issuerURL(wanted)
    let issuerText = issuer.scheme + issuer.withoutScheme
    var sheet = try settled(pipeline, issuer: issuerText)
    if request.facts == .completed {
      sheet.facts = try complete(pipeline, issuer: issuerText).facts
    } else {
      try rules.check(sheet)
    }
    if let refusal = rules.refusal(sheet) { throw PlatformError(.noToken, id, refusal) }
    let form = try rules.form(of: sheet, request, issuer: issuer)
    let components = rules.components(sheet)
    try require(form.subject.components.filter { components[$0] == nil }, in: sheet)
    guard let subject = form.subject.render(components) else {
      throw PlatformError(.missingFact, id, "the subject needs \(form.subject.components.joined(separator: ", "))")
    }
    let times = try self.times(request)
    let standard: [String: JSON] = [
      "jti": .string(request.tokenID), "iss": .string(issuerText), "sub": .string(subject),
      "aud": try rules.audience(sheet, request, issuer: issuer),
      "iat": .integer(times.issuedAt), "nbf": .integer(times.notBefore), "exp": .integer(times.expires),
    ]
    var members: [JSON.Member] = []
    for claim in ordered(request.claimOrder) {
      if case .since(let version) = claim.presence, let server = request.serverVersion, server < version { continue }
      if let value = standard[claim.name] {
        members.append(JSON.Member(claim.name, value))
      } else if claim.name.utf8.last == UInt8(ascii: "*") {
        members += wildcard(claim, sheet)
      } else if let value = Self.json(claim, sheet) {
        members.append(JSON.Member(claim.name, value))
      }
    }
    return UnsignedToken(header: rules.header(request), payload: .object(members))
  }

  /// The claims in the wanted order; those the documentation's sample lacks stand where the platform emits them, after
  /// its members.
  func ordered(_ order: TokenRequest.ClaimOrder) -> [Claim] {
    guard order == .documented else { return claims }
    let shown = documentedOrder.compactMap { name in claims.first { $0.name == name } }
    return shown + claims.filter { !documentedOrder.contains($0.name) }
  }

  /// `nbf`, `iat`, `exp`; bounded, so that no sum overflows.
  private func times(_ request: TokenRequest) throws(PlatformError) -> (notBefore: Int, issuedAt: Int, expires: Int) {
    guard (0...253_402_300_799).contains(request.issuedAt) else {
      throw PlatformError(
        .illegalRequest,
        id,
        "iat",
        value: String(request.issuedAt),
        "the time of issue is in Unix seconds, before the year 10000"
      )
    }
    let seconds = request.lifetime ?? lifetime.seconds
    guard (1...31_622_400).contains(seconds) else {
      throw PlatformError(
        .illegalRequest,
        id,
        "lifetime",
        value: String(seconds),
        "a lifetime is 1 second to 366 days"
      )
    }
    return (request.issuedAt - lifetime.notBefore, request.issuedAt, request.issuedAt + seconds)
  }

  private func wildcard(_ claim: Claim, _ sheet: FactSheet) -> [JSON.Member] {
    let prefix = claim.name.utf8.dropLast()
    return sheet.facts.keys.filter { $0.utf8.starts(with: prefix) }.sorted().compactMap { name in
      sheet.text(name).map { JSON.Member(name, .string($0)) }
    }
  }

  private static func json(_ claim: Claim, _ sheet: FactSheet) -> JSON? {
    switch claim.type {
    case .string, .flagString, .audience: return sheet.facts[claim.fact].map { .string($0.written) }
    case .flag: return sheet.facts[claim.fact]?.flag.map(JSON.bool)
    case .integer:
      guard case .number(let number)? = sheet.facts[claim.fact] else { return nil }
      return .integer(number)
    case .strings:
      guard case .list(let items)? = sheet.facts[claim.fact] else { return nil }
      return .array(items.map(JSON.string))
    case .stringOrNull:
      if let text = sheet.text(claim.fact) { return .string(text) }
      return sheet.is("user_id", "") ? .null : nil
    case .nullWhenAbsent: return sheet.text(claim.fact).map(JSON.string) ?? .null
    case .identities:
      guard case .list(let items)? = sheet.facts[claim.fact] else { return nil }
      return .array(items.map(identity))
    case .object(let members): return object(members, sheet)
    }
  }

  private static func object(_ members: [Claim.ObjectMember], _ sheet: FactSheet) -> JSON? {
    let found = members.compactMap { member in
      let value: JSON? =
        switch member.value {
        case .fact(let name): sheet.facts[name].map { .string($0.written) }
        case .object(let members): object(members, sheet)
        }
      return value.map { JSON.Member(member.name, $0) }
    }
    return found.isEmpty ? nil : .object(found)
  }

  private static func identity(_ entry: String) -> JSON {
    let parts = entry.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    return [
      "provider": .string(String(decoding: parts[0], as: UTF8.self)),
      "extern_uid": .string(parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""),
    ]
  }
}
