/// What a link does when a file that it needs cannot be read: a token, or a cached session.
package enum MissingFile: Sendable {
  /// Its error is swallowed.
  case nextLink
  /// It ends the chain with this text.
  case stops(@Sendable (_ path: String) -> String)

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
    let problem: String
    switch answer {
    case .bytes: return nil
    case .missing, .unknown: problem = "there is no \(what) at `\(path)`"
    case .unreadable(let reason): problem = "the \(what) `\(path)` \(reason)"
    }
    switch self {
    case .nextLink: return .passes(problem, origin.place)
    case .stops(let text): return .fails(ChainFailure(text(path), in: kind, from: origin))
    }
  }
}
