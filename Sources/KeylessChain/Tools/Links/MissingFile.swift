/// What a link does when a file that it needs cannot be read: a token, or a cached session.
package enum MissingFile: Sendable {
  /// Its error is swallowed.
  case nextLink
  /// It ends the chain with this text; a refusal is why a file that is there cannot be read.
  case stops(@Sendable (_ path: String, _ refusal: FileAnswer.Refusal?) -> String)

  /// Nil where the file is there, or where the link decides whatever is in it.
  ///
  /// A file that nobody knows decides only where the chain would go on without it.
  package func finding(
    _ path: String,
    _ what: String,
    _ kind: LinkKind,
    _ origin: LinkOrigin,
    _ situation: Situation
  ) throws(UnknownInput) -> LinkFinding? {
    let answer: FileAnswer
    do {
      answer = try situation.file(path)
    } catch {
      if case .stops = self { return nil }
      throw error
    }
    let refusal: FileAnswer.Refusal?
    switch answer {
    case .bytes: return nil
    case .missing, .unknown: refusal = nil
    case .unreadable(let why): refusal = why
    }
    switch self {
    case .nextLink:
      let problem = refusal.map { "the \(what) `\(path)` \($0.words)" } ?? "there is no \(what) at `\(path)`"
      return .passes(problem, origin.place)
    case .stops(let text): return .fails(ChainFailure(text(path, refusal), in: kind, from: origin))
    }
  }
}
