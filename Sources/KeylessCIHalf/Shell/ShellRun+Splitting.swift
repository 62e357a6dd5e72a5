import KeylessSource

/// How an unquoted value comes to be several words, or none.
extension ShellRun {
  /// The words of a command or loop as the shell hands them on, with what each is worth.
  mutating func split(_ words: [ShellWord]) -> (words: [ShellWord], values: [ShellValue]) {
    var found: (words: [ShellWord], values: [ShellValue]) = ([], [])
    for word in words {
      let value = evaluate(word)
      // What looks like an assignment is one for `export` and its like, and stays whole.
      let isSplit = word.isSplit && found.values.count < Self.most && Self.assignment(word, value) == nil
      let pieces = isSplit ? pieces(of: value, word) : [value]
      kept -= pieces.count
      for piece in pieces {
        found.words.append(word)
        found.values.append(piece)
      }
    }
    return found
  }

  private func pieces(of value: ShellValue, _ word: ShellWord) -> [ShellValue] {
    guard value.size <= 1 << 12, kept > 0, state.variables["IFS"] == nil else {
      let reason = "what `\(word.source.prefix(80))` is split into is not known"
      return [ShellValue([.unknown(reason, origin: "split \(word.span.file) \(word.span.range.lowerBound)")])]
    }
    var pieces: [ShellValue] = []
    var piece: [ShellValue.Part] = []
    func end() {
      if !piece.isEmpty { pieces.append(ShellValue(piece)) }
      piece = []
    }
    for part in value.parts {
      guard case .literal(let text) = part else {
        piece.append(part)
        continue
      }
      let runs = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }
      for (index, run) in runs.enumerated() {
        if index > 0 { end() }
        if !run.isEmpty { piece.append(.literal(String(run))) }
      }
    }
    end()
    return pieces
  }
}
