import KeylessSource

extension SimplePlatform: PlatformRules {
  func dynamicFact(_ name: String) -> Fact? { nil }

  func fill(_ sheet: inout FactSheet) {
    for supply in supplies where !sheet.has(supply.fact) { sheet.facts[supply.fact] = supply.value(in: sheet) }
  }

  func check(_ sheet: FactSheet) throws(PlatformError) {
    for rule in rules { try rule.check(sheet) }
    for supply in supplies {
      guard case .derived(let others)? = fact(supply.fact)?.requirement else { continue }
      let names = others.map { "`\($0)`" }.joined(separator: ", ")
      try sheet.expect(supply.fact, supply.value(in: sheet)?.written, "it follows from \(names)")
    }
  }

  func refusal(_ sheet: FactSheet) -> String? { nil }

  func components(_ sheet: FactSheet) -> [String: String] {
    sheet.facts.compactMapValues { if case .list = $0 { nil } else { $0.written } }
  }

  func facts(_ components: [String: String]) -> [String: FactValue] { components.mapValues(FactValue.text) }

  func audience(_ sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> JSON {
    try audience.audience(sheet, request.audience)
  }

  func header(_ request: TokenRequest) -> JSON {
    .object(
      header.map { member in
        switch member {
        case .type: JSON.Member("typ", "JWT")
        case .algorithm: JSON.Member("alg", .string(request.algorithm))
        case .keyID: JSON.Member("kid", .string(request.keyID))
        }
      }
    )
  }

  func nearMisses(of sheet: FactSheet) -> [NearMiss] { nearMisses.compactMap { $0.nearMiss(of: sheet) } }

  func fact(_ name: String) -> Fact? { facts.first { $0.name.utf8.elementsEqual(name.utf8) } }
}
