package import KeylessSource

/// One config or credentials file, read in a dialect.
///
/// Reading is total: any bytes give sections and problems.
package struct ConfigFile: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    case config, credentials
  }

  /// What is read of one file; beyond, what a tool would make of it is not known.
  package enum Limit {
    package static let bytes = 1 << 20
    package static let lines = 100_000
    package static let sections = 10_000
  }

  package let path: String
  package let role: Role
  package let dialect: ConfigDialect
  package let sections: [ConfigSection]
  package let problems: [ConfigProblem]
  /// Why it is not read at all, though a tool would: as in "is larger than 1 MiB".
  package let refusal: String?

  package init(path: String, role: Role, dialect: ConfigDialect, bytes: [UInt8]) {
    self.path = path
    self.role = role
    self.dialect = dialect
    let text = ConfigText(path: path, bytes: bytes)
    let refusal = text.refusal
    var reading = ConfigReading()
    if refusal == nil {
      switch dialect {
      case .botocore: PythonGrammar(text, role).read(into: &reading)
      case .go: GoGrammar(text, role).read(into: &reading)
      case .standard: StandardGrammar(text, role).read(into: &reading)
      case .javaScript: JavaScriptGrammar(text, role).read(into: &reading)
      case .soto, .php, .dotNet: PlainGrammar(text, role, dialect).read(into: &reading)
      }
    }
    if let refusal = refusal ?? reading.refusal {
      self.refusal = refusal
      sections = []
      problems = [ConfigProblem("`\(path)` \(refusal)", at: text.span(reading.refusedRange), isFatal: true)]
    } else {
      self.refusal = nil
      sections = reading.sections
      problems = reading.problems
    }
  }

  /// Where the line is for which it is not read; nil where no one line is to blame.
  package var refusalPlace: SourceSpan? {
    guard refusal != nil, let span = problems.first?.span, !span.range.isEmpty else { return nil }
    return span
  }

  /// The first problem at which the tool stops.
  package var failure: ConfigProblem? { problems.first { $0.isFatal } }
}
