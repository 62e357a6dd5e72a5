import KeylessSource

/// Which rules one suppression silences, and what is wrong with it.
struct SuppressionJudgement {
  var silenced: [(rule: RuleDescription, range: Range<Int>)] = []
  var findings: [Finding] = []

  init(_ suppression: Suppression, file: String, rules: [RuleDescription]) {
    let whole = SourceSpan(file: file, range: suppression.range)
    guard !suppression.isMisspelt, !suppression.names.isEmpty else {
      findings.append(
        Finding(
          CheckRules.unknownSuppression,
          nil,
          nil,
          "the comment names no rule to silence",
          at: .init(whole, "nothing is silenced"),
          help: Self.form,
          subject: "suppression",
          cause: "no rule"
        )
      )
      return
    }
    guard !suppression.reason.isEmpty else {
      let names = suppression.names.map(\.text).joined(separator: ", ")
      findings.append(
        Finding(
          CheckRules.suppressionWithoutReason,
          nil,
          nil,
          "the suppression of `\(names.prefix(120))` has no reason and silences nothing",
          at: .init(whole, "no `because`"),
          help: Self.form,
          subject: "suppression",
          cause: "no reason for \(names)"
        )
      )
      return
    }
    for (name, range) in suppression.names {
      if let rule = rules.first(where: { $0.isCalled(name) }), !CheckRules.all.contains(rule) {
        if !silenced.contains(where: { $0.rule.number == rule.number }) { silenced.append((rule, range)) }
        continue
      }
      let isOurs = CheckRules.all.contains { $0.isCalled(name) }
      findings.append(
        Finding(
          CheckRules.unknownSuppression,
          nil,
          nil,
          isOurs ? "`\(name)` cannot be silenced by a comment" : "there is no rule `\(name.prefix(80))` to silence",
          at: .init(SourceSpan(file: file, range: range), "nothing is silenced"),
          help: isOurs
            ? "remove it, and mend the comment it is about"
            : Spelling.nearest(to: name, among: rules.map(\.name)).map { "did you mean `\($0)`?" } ?? Self.form,
          subject: "suppression",
          cause: "unknown \(name)"
        )
      )
    }
  }

  static func unused(_ rule: RuleDescription, _ span: SourceSpan) -> Finding {
    Finding(
      CheckRules.unusedSuppression,
      nil,
      nil,
      "`\(rule.name)` has nothing to say here",
      at: .init(span, "silences nothing"),
      help: "remove it, or put it on the line of the finding or directly above",
      subject: "suppression",
      cause: "unused \(rule.number)"
    )
  }

  static func tooMany(_ suppression: Suppression, _ file: String) -> Finding {
    Finding(
      CheckRules.unknownSuppression,
      nil,
      nil,
      "the file has more than \(SuppressionReader.most) suppressions, and from here on they silence nothing",
      at: .init(SourceSpan(file: file, range: suppression.range)),
      help: "take the rule back for the whole path, with `exceptions` in keyless.yaml",
      subject: "suppression",
      cause: "too many"
    )
  }

  private static let form = "write `keyless: ignore NAME because REASON`, with the name or number of a rule"
}
