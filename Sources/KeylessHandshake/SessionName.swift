import KeylessCIHalf
import KeylessPlatforms
import KeylessReach
import KeylessSource

/// The session name a job gives, and what STS takes: 2 to 64 characters of `\w+=,.@-` (STS API, `AssumeRoleWithWebIdentity`).
enum SessionName {
  struct Values {
    var language: Language
    /// Whether a run has each of them, whatever its other values are.
    var isExact: Bool
  }

  /// A part that STS refuses.
  struct Illegal: Hashable {
    var part: String
    /// How many characters it has at least, where that alone is what STS refuses.
    var length: Int?
    /// On every pipeline of the run; else on those of some refs.
    var isAlways: Bool
  }

  /// The names it can be in a run; nil where that is too complex.
  static func values(_ text: CIText, _ job: CIJob, _ run: JobRun, _ refs: RefLanguage) -> Values? {
    var out = Values(language: .emptyText, isExact: true)
    for part in text.parts {
      let next = values(part, job, run, refs)
      guard let joined = try? out.language.joined(with: next.language) else { return nil }
      out = Values(language: joined, isExact: out.isExact && next.isExact)
    }
    return out
  }

  private static func values(_ part: CIText.Part, _ job: CIJob, _ run: JobRun, _ refs: RefLanguage) -> Values {
    switch part {
    case .literal(let literal): Values(language: .text(Array(literal.utf8)), isExact: true)
    case .unknown: Values(language: .anything, isExact: false)
    case .predefined(let name): SessionVariable(name).values(job, run, refs)
    }
  }

  /// What STS refuses of it; nil when every name is taken, or when it is not known what the name holds.
  static func illegal(_ request: RoleRequest, _ job: CIJob, _ run: JobRun, _ refs: RefLanguage) -> Illegal? {
    guard let text = request.sessionName else { return nil }
    for (index, part) in text.parts.enumerated() {
      if case .literal(let literal) = part {
        guard let wrong = literal.unicodeScalars.first(where: { !isLegal($0) }) else { continue }
        return Illegal(part: String(wrong), isAlways: true)
      }
      guard case .predefined(let name) = part, SessionVariable(name).isTold(job, refs) else { continue }
      let language = values(text.parts[index], job, run, refs).language
      if language.isSubset(of: legal) { continue }
      return Illegal(part: name, isAlways: language.isDisjoint(with: legal))
    }
    let written = text.parts.reduce(0) { count, part in
      if case .literal(let literal) = part { count + literal.unicodeScalars.count } else { count }
    }
    // What is not known can make a short name longer, and no long one shorter.
    if written > 64 || (written < 2 && text.text != nil) {
      return Illegal(part: text.source, length: written, isAlways: true)
    }
    return nil
  }

  private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && legal.contains([UInt8(truncatingIfNeeded: scalar.value)])
  }

  /// Texts of any length of the characters that STS takes.
  static let legal: Language =
    (try? Language.bytes([48...57, 65...90, 97...122, 43...46, 61...61, 64...64, 95...95]).repeated()) ?? .none
}
