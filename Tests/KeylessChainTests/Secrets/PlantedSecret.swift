import KeylessChain

/// A text in the place of the keys of a machine and of its tokens, so that whoever holds one is found; not in JSON.
enum PlantedSecret {
  static let text = "wJalrXUtnFEMI/K7MDENG/bPxRfiPLANTED"

  private static let variables = ["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN"]
  private static let keys = ["aws_secret_access_key", "aws_session_token", "aws_security_token", "awssecretkey"]

  /// Keys of the environment and of the files, and whole files that are a token; what is empty stays so.
  static func planted(in situation: Situation) -> Situation {
    var machine = situation.machine
    for name in variables {
      if case .value(let value, let place) = machine.environment[name], value.contains(where: { !$0.isWhitespace }) {
        machine.environment[name] = .value(text, place)
      }
    }
    let read = situation.machine.read
    machine.read = { path in
      guard case .bytes(let bytes) = read(path) else { return read(path) }
      return .bytes(Array(replaced(String(decoding: bytes, as: UTF8.self)).utf8))
    }
    return Situation(machine, situation.arguments)
  }

  private static func replaced(_ file: String) -> String {
    if !file.contains("["), !file.contains("="), !file.contains("{") { return text }
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = parts[0].filter { !$0.isWhitespace }.lowercased()
      let hasValue = parts.count == 2 && parts[1].contains { !$0.isWhitespace }
      return hasValue && keys.contains(key) ? "\(parts[0])= \(text)" : String(line)
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a value has it anywhere in it, however deep.
  static func isHeld(by value: some Any) -> Bool {
    var dumped = ""
    dump(value, to: &dumped)
    return dumped.contains(text)
  }
}
