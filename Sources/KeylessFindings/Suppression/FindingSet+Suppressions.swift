package import KeylessSource

extension FindingSet {
  /// Silences what comments beside the findings name with a reason, and reports the comments that do not do that.
  ///
  /// `rules` are all rules there are. A rule for which `hasRun` is false, or that is off, makes no suppression unused.
  package mutating func silence(
    byCommentsIn files: SourceFiles,
    paths: [String],
    rules: [RuleDescription],
    hasRun: (RuleDescription) -> Bool = { _ in true }
  ) {
    var byFile: [String: [Int]] = [:]
    for index in findings.indices { byFile[findings[index].finding.primary.span.file, default: []].append(index) }
    var about: [Finding] = []
    for file in paths {
      guard let bytes = files[file], let reader = SuppressionReader(bytes, file: file) else { continue }
      var byLine: [Int: [Int]] = [:]
      for index in byFile[file] ?? [] {
        byLine[reader.line(of: findings[index].finding.primary.span.range.lowerBound), default: []].append(index)
      }
      var left = SuppressionReader.most
      for suppression in reader.suppressions() {
        left -= max(1, suppression.names.count)
        guard left >= 0 else {
          about.append(SuppressionJudgement.tooMany(suppression, file))
          break
        }
        let judged = SuppressionJudgement(suppression, file: file, rules: rules)
        about += judged.findings
        for (rule, range) in judged.silenced {
          let here = suppression.line.flatMap { byLine[$0] } ?? []
          let isUsed = silence(rule, here, because: suppression.reason)
          guard !isUsed, !configuration.isOff(rule), hasRun(rule) else { continue }
          about.append(SuppressionJudgement.unused(rule, SourceSpan(file: file, range: range)))
        }
      }
    }
    add(about)
  }

  /// Whether there was anything to silence: the finding of the rule, or what the rule notes on a finding.
  private mutating func silence(_ rule: RuleDescription, _ indices: [Int], because reason: String) -> Bool {
    var isUsed = false
    for index in indices {
      if findings[index].finding.rule.number == rule.number {
        isUsed = true
        if findings[index].silence == nil { findings[index].silence = .comment(because: reason) }
      } else if findings[index].finding.notes.contains(where: { $0.rule.number == rule.number }) {
        isUsed = true
        findings[index].finding.notes.removeAll { $0.rule.number == rule.number }
      }
    }
    return isUsed
  }
}
