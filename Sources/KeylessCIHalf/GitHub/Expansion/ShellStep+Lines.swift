import KeylessSource

extension ShellStep {
  /// Whether its output goes to one of the files that GitHub reads after a step: `GITHUB_ENV`, `GITHUB_OUTPUT`.
  func isInto(_ file: String) -> Bool {
    let wanted: [ShellValue.Part] = [.predefined(file)]
    if case .file(let value, _) = output, value.parts == wanted { return true }
    return tool == "tee" && arguments.contains { $0.value.parts == wanted }
  }

  /// The lines that it prints; nil when that is not known.
  var lines: [ShellValue]? {
    guard let text = printedText, text.size <= ShellValue.largest else { return nil }
    var lines: [[ShellValue.Part]] = [[]]
    for part in text.parts {
      guard case .literal(let literal) = part else {
        lines[lines.count - 1].append(part)
        continue
      }
      for (at, piece) in literal.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if at > 0 { lines.append([]) }
        if !piece.isEmpty { lines[lines.count - 1].append(.literal(String(piece))) }
      }
    }
    return lines.map { ShellValue($0) }.filter { !$0.parts.isEmpty }
  }

  /// All that it prints, where that needs no run.
  var printedText: ShellValue? {
    let values = arguments.map(\.value)
    switch tool {
    case "echo":
      let rest = values.drop { ["-n", "-e", "-ne", "-en"].contains($0.text) }
      return ShellValue(Array(rest.map(\.parts).joined(separator: [.literal(" ")])))
    case "printf":
      let rest = values.first?.text == "--" ? Array(values.dropFirst()) : values
      guard let format = rest.first?.text else { return nil }
      return Self.formatted(format, Array(rest.dropFirst()))
    case "cat": return text
    case "tee": return text ?? piped.last?.printedText
    default: return nil
    }
  }

  /// What `printf` makes of `%s` and its escapes; the format is used again until no argument is left.
  private static func formatted(_ format: String, _ values: [ShellValue]) -> ShellValue? {
    var out: [ShellValue.Part] = []
    var rest = values[...]
    for round in 0..<256 {
      var used = false
      var characters = Array(format)[...]
      while let character = characters.popFirst() {
        if character == "\\", let next = characters.popFirst() {
          out.append(.literal(next == "n" ? "\n" : next == "t" ? "\t" : next == "\\" ? "\\" : "\\\(next)"))
        } else if character == "%", let next = characters.popFirst() {
          if next == "%" {
            out.append(.literal("%"))
          } else if next == "s" || next == "d" {
            used = true
            out += rest.popFirst()?.parts ?? []
          } else {
            return nil
          }
        } else {
          out.append(.literal(String(character)))
        }
      }
      if rest.isEmpty || !used { break }
      if round == 255 || out.count > ShellValue.largest { return nil }
    }
    return ShellValue(out).joined
  }
}
