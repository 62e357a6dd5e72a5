import KeylessSource

/// What a platform puts into `aud`.
struct AudienceRule: Sendable {
  /// Whether a job can ask for several.
  let allowsMany: Bool
  /// Whether even one is written as a list: EKS.
  let isList: Bool
  /// The audience when none is asked for.
  let standard: @Sendable (FactSheet) -> String?

  init(
    allowsMany: Bool = false,
    isList: Bool = false,
    _ standard: @escaping @Sendable (FactSheet) -> String? = { _ in nil }
  ) {
    self.allowsMany = allowsMany
    self.isList = isList
    self.standard = standard
  }

  func audience(_ sheet: FactSheet, _ asked: TokenRequest.Audience?) throws(PlatformError) -> JSON {
    switch asked {
    case .one(let audience)? where Self.isAudience(audience): return written(audience)
    case .many(let audiences)?
    where allowsMany && (1...100).contains(audiences.count) && audiences.allSatisfy(Self.isAudience):
      return .array(audiences.map(JSON.string))
    case .many? where !allowsMany: throw refusal(sheet, "the audience is always a single string")
    case .one?, .many?:
      throw refusal(sheet, "an audience is a text of 1 to 1024 characters" + (allowsMany ? ", or a list of them" : ""))
    case nil:
      if let audience = standard(sheet) { return written(audience) }
      throw PlatformError(
        .illegalRequest,
        sheet.platform,
        "aud",
        "the platform has no default audience for this pipeline",
        help: "give the audience, for AWS `sts.amazonaws.com`"
      )
    }
  }

  private func written(_ audience: String) -> JSON { isList ? .array([.string(audience)]) : .string(audience) }

  private func refusal(_ sheet: FactSheet, _ rule: String) -> PlatformError {
    PlatformError(.illegalRequest, sheet.platform, "aud", rule)
  }

  private static func isAudience(_ text: String) -> Bool { FactKind.text(max: 1024).contains(text) }
}
