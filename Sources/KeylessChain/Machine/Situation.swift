import KeylessSource

/// What one tool is asked about: a machine, the tool's arguments, and what is supposed of the inputs that nobody knows.
package struct Situation: Sendable {
  package let machine: Machine
  package private(set) var arguments: ToolArguments
  private var texts: [InputName: Answer<String>] = [:]
  private var files: [String: FileAnswer] = [:]
  private var metadata: Answer<Bool>?

  package init(_ machine: Machine, _ arguments: ToolArguments = ToolArguments()) {
    self.machine = machine
    self.arguments = arguments
  }

  /// A variable that is set and not empty: hardly an SDK tells an empty one from one that is not set.
  package func variable(_ name: String) throws(UnknownInput) -> Text? {
    try text(.variable(name), machine.environment[name])
  }

  /// A variable that is set, were it to nothing: botocore asks some of its variables only whether they are there.
  package func written(_ name: String) throws(UnknownInput) -> Text? {
    try written(.variable(name), machine.environment[name])
  }

  /// An argument that is given, were it empty.
  package func writtenArgument(_ name: String) throws(UnknownInput) -> Text? {
    try written(.argument(name), arguments[name])
  }

  /// The first of several names that is set.
  package func variable(_ names: [String]) throws(UnknownInput) -> (name: String, text: Text)? {
    for name in names {
      if let text = try variable(name) { return (name, text) }
    }
    return nil
  }

  package func argument(_ name: String) throws(UnknownInput) -> Text? {
    try text(.argument(name), arguments[name])
  }

  /// An argument of a nested block, named as in `assume_role.role_arn`.
  package func argument(_ name: String, of block: ToolArguments.Block, _ title: String) throws(UnknownInput) -> Text? {
    try text(.argument("\(title).\(name)"), block[name])
  }

  /// Whether a nested block is there.
  package func has(_ block: ToolArguments.Block, _ title: String) throws(UnknownInput) -> Bool {
    guard let doubt = block.doubt else { return true }
    return try written(.argument(title), doubt) != nil
  }

  /// What is not known of the arguments as a whole, with the case in which it does not matter; nil where all is known.
  func withoutFirstDoubt() -> (doubt: ToolArguments.Doubt, otherwise: Situation)? {
    guard let doubt = arguments.doubts.first else { return nil }
    var otherwise = self
    otherwise.arguments.doubts.removeFirst()
    return (doubt, otherwise)
  }

  package func file(_ path: String) throws(UnknownInput) -> FileAnswer {
    let answer = files[path] ?? machine.read(path)
    if case .unknown(let reason) = answer { throw UnknownInput(.file(path), reason) }
    return answer
  }

  /// Whether an instance metadata service answers.
  package func hasInstanceMetadata() throws(UnknownInput) -> Bool {
    switch metadata ?? machine.instanceMetadata {
    case .value(let there, _): there
    case .opaque: true
    case .absent: false
    case .unknown(let reason, let place): throw UnknownInput(.instanceMetadata, reason, at: place)
    }
  }

  private func text(_ input: InputName, _ answer: Answer<String>) throws(UnknownInput) -> Text? {
    let text = try written(input, answer)
    return text?.value?.isEmpty == true ? nil : text
  }

  func written(_ input: InputName, _ answer: Answer<String>) throws(UnknownInput) -> Text? {
    switch texts[input] ?? answer {
    case .value(let value, let place): Text(value, input, at: place)
    case .opaque(let reason, let place): Text(nil, input, reason: reason, at: place)
    case .absent: nil
    case .unknown(let reason, let place): throw UnknownInput(input, reason, at: place)
    }
  }
}

extension Situation {
  /// The cases that can be told apart of an input that nobody knows, each with the situation in which it holds; none where it
  /// is what the input says that decides.
  func cases(of unknown: UnknownInput) -> [(condition: String, situation: Situation)] {
    var (without, with) = (self, self)
    switch unknown.input {
    case .variable, .argument:
      guard texts[unknown.input] == nil, isOpen(unknown.input) else { return [] }
      without.texts[unknown.input] = .absent
      with.texts[unknown.input] = .opaque(unknown.reason, unknown.place)
      return [("\(unknown.input.words) is not set", without), ("\(unknown.input.words) is set", with)]
    case .file(let path):
      guard files[path] == nil else { return [] }
      without.files[path] = .missing
      return [("there is no \(unknown.input.words)", without)]
    case .instanceMetadata:
      guard metadata == nil else { return [] }
      without.metadata = .value(false, nil)
      with.metadata = .value(true, nil)
      return [
        ("\(unknown.input.words) does not answer", without), ("\(unknown.input.words) answers", with),
      ]
    }
  }

  /// Whether it may be set or not; of one that is known either way it is something else that is not known.
  private func isOpen(_ input: InputName) -> Bool {
    switch input {
    case .variable(let name):
      if case .unknown = machine.environment[name] { return true }
      return false
    case .argument(let name):
      if let files = arguments.files(name) {
        return files.contains { if case .unknown = $0 { true } else { false } }
      }
      if case .opaque = arguments[name] { return false }
    case .file, .instanceMetadata: break
    }
    return true
  }
}
