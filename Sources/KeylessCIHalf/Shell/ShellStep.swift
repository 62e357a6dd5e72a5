package import KeylessSource

/// A simple command when its turn comes: what its words are worth there, where it runs, and where its output goes.
package struct ShellStep: Hashable, Sendable {
  package enum Output: Hashable, Sendable {
    /// The job's log.
    case log
    case file(ShellValue, ShellWord)
    case pipe
    /// `$(…)`: into the script itself.
    case captured
  }

  package var command: ShellCommand
  /// One per word of the command.
  package var values: [ShellValue]
  /// Relative to the project's root; nil when it is not known.
  package var folder: String?
  /// The assignments in front of it, which it alone sees.
  package var assigned: [String: ShellVariable] = [:]
  /// What `env -u` takes from it.
  package var unset: Set<String> = []
  /// After `env -i`: it has the variables in front of it and no others.
  package var isCleared = false
  package var output: Output
  /// What a here-document or here-string gives it.
  package var text: ShellValue?
  /// The file that it reads instead.
  package var input: ShellValue?
  /// The commands whose output it reads.
  package var piped: [ShellStep] = []
  /// Whether it runs whenever the script does; false behind a condition.
  package var isSure: Bool

  package var span: SourceSpan { command.span }

  /// The program's name without its folder; nil when the word is open.
  package var tool: String? {
    guard let text = values.first?.text else { return nil }
    return text.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(text[text.index(after: $0)...]) } ?? text
  }

  /// The words behind it with what they are worth.
  package var arguments: [(word: ShellWord, value: ShellValue)] {
    zip(command.words, values).dropFirst().map { ($0, $1) }
  }

  /// The value of `--name value` or `--name=value`.
  package func option(_ name: String) -> (word: ShellWord, value: ShellValue)? {
    let arguments = arguments
    for (index, argument) in arguments.enumerated() {
      if argument.value.text == name { return index + 1 < arguments.count ? arguments[index + 1] : nil }
      guard case .literal(let head)? = argument.value.parts.first, head.utf8.starts(with: "\(name)=".utf8) else {
        continue
      }
      var value = argument.value
      value.parts[0] = .literal(String(head.dropFirst(name.count + 1)))
      return (argument.word, value.joined)
    }
    return nil
  }
}

/// A variable of a running script.
package struct ShellVariable: Hashable, Sendable {
  package var value: ShellValue
  package var isExported: Bool
  /// Where it got its value; nil when that was outside of the script.
  package var name: Located<String>?
  /// As the value is written.
  package var source: String
  package var span: SourceSpan?
  /// After `unset`: it is surely not there.
  package var isUnset = false

  static let unset: ShellVariable = {
    var variable = ShellVariable(ShellValue(""), isExported: false)
    variable.isUnset = true
    return variable
  }()

  /// Some way did not set it.
  var mayBeUnset = false

  package init(
    _ value: ShellValue,
    isExported: Bool,
    name: Located<String>? = nil,
    source: String = "",
    at span: SourceSpan? = nil
  ) {
    self.value = value
    self.isExported = isExported
    self.name = name
    self.source = source
    self.span = span
  }
}

/// What a script has at one moment.
package struct ShellState: Hashable, Sendable {
  package var variables: [String: ShellVariable]
  package var folder: String?
  /// Files that were read in as commands, which may have set anything.
  package var sourced: [Located<String>] = []
  /// The bodies that each may have here; an empty one where it may not be there.
  var functions: [String: [[ShellItem]]] = [:]
  var folders: [String?] = []
  /// The names that a function keeps to itself.
  var locals: Set<String> = []
  /// What it has left, and nothing more runs until that is behind it.
  var left: Left?
  /// Whether the script ended with a failure, so that nothing follows it either.
  var isFailed = false

  enum Left: Hashable, Sendable {
    case script, function
    /// Out of so many loops, or on with the next round of the outermost of them.
    case loops(Int), round(Int)
  }

  package init(variables: [String: ShellVariable] = [:], folder: String? = "") {
    self.variables = variables
    self.folder = folder
  }

  var isOver: Bool { left != nil }

  /// How much there is to copy when it changes.
  var size: Int { 1 + variables.count + functions.count + sourced.count + folders.count + locals.count }
}
