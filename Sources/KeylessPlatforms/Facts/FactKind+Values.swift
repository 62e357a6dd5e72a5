extension FactKind {
  /// The one form in which a value of this kind is kept, or the rule that was broken.
  ///
  /// Facts come from `key=value` on a command line, from a file or from code: `true` and a flag, `20` and a number mean
  /// the same.
  func settle(_ value: FactValue) -> Settled {
    if isList { return settleList(value) }
    guard let text = Self.singleText(value) else { return .illegal("the value is a single text, not a list") }
    if let problem = problem(in: text) { return .illegal(problem) }
    switch self {
    case .flag: return .legal(.flag(text == "true"))
    case .number: return Int(text).map { .legal(.number($0)) } ?? .illegal("the number is too large")
    default: return .legal(.text(text))
    }
  }

  /// Outcome of settling one value.
  enum Settled {
    case legal(FactValue)
    case illegal(_ rule: String)
  }

  private static func singleText(_ value: FactValue) -> String? {
    if case .list = value { nil } else { value.written }
  }

  private func settleList(_ value: FactValue) -> Settled {
    let items: [String]
    switch value {
    case .list(let list): items = list
    case .text(let text): items = splitting(text)
    case .number, .flag: return .illegal("the value is a list")
    }
    guard items.count <= 200 else { return .illegal("the list has at most 200 entries") }
    for item in items {
      if let problem = problem(in: item) { return .illegal(problem) }
    }
    return .legal(.list(items))
  }

  /// Paths and UUIDs hold no comma, so a comma separates them; other entries may hold one, so a text is a single entry.
  private func splitting(_ text: String) -> [String] {
    guard self == .namespaces || self == .list(.uuid), text.utf8.count <= 100_000 else { return [text] }
    return text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
