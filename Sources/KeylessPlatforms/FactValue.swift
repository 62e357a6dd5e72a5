/// The value of one fact: typed, because a claim's JSON type decides what AWS sees.
///
/// Text is compared and hashed by its UTF-8 bytes: two spellings of `é` are two different branches to git, GitLab and
/// AWS.
package enum FactValue: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([String])

  /// The value when it is text.
  package var text: String? {
    guard case .text(let value) = self else { return nil }
    return value
  }

  /// The value when it is a flag.
  package var flag: Bool? {
    guard case .flag(let value) = self else { return nil }
    return value
  }

  /// The value as `key=value` input and messages write it: a list is joined with commas.
  package var written: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let items): items.joined(separator: ",")
    }
  }
}

extension FactValue: Hashable {
  package static func == (left: FactValue, right: FactValue) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.number(let left), .number(let right)): left == right
    case (.flag(let left), .flag(let right)): left == right
    case (.list(let left), .list(let right)): left.elementsEqual(right) { $0.utf8.elementsEqual($1.utf8) }
    case (.text, _), (.number, _), (.flag, _), (.list, _): false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text): hasher.combine(Array(text.utf8))
    case .number(let number): hasher.combine(number)
    case .flag(let flag): hasher.combine(flag)
    case .list(let items): hasher.combine(items.map { Array($0.utf8) })
    }
  }
}
