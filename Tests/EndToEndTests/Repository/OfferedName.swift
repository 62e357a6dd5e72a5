/// A code span that names something of keyless, by the word it begins with.
enum OfferedName: Equatable, Sendable {
  /// `keyless.yaml: roles.NAME.path`
  case key([String])
  /// `variable tags`
  case variable(String)
  /// `output role_arns`
  case output(String)
  /// `component tofu: image`, `action aws-credentials: region`, `workflow tofu: apply`
  case input(file: String, name: String)
  /// `keyless bootstrap apply --adopt`
  case options(command: [String], names: [String])

  /// Nil for any other code span.
  init?(_ span: String) {
    let words = span.split(separator: " ").map(String.init)
    switch words.first {
    case "keyless.yaml:" where words.count == 2:
      self = .key(words[1].split(separator: ".").map(String.init))
    case "variable" where words.count == 2: self = .variable(words[1])
    case "output" where words.count == 2: self = .output(words[1])
    case "component", "action", "workflow":
      guard words.count == 3 else { return nil }
      self = .input(file: "\(words[0]) \(words[1].filter { $0 != ":" })", name: words[2])
    case "keyless" where words.count > 1:
      let names = words.filter { $0.hasPrefix("--") }
      self = .options(
        command: Array(words.dropFirst().prefix { !$0.hasPrefix("-") && !$0.contains(".") && !$0.contains("/") }),
        names: names
      )
    default: return nil
    }
  }

  /// What keyless does not have of it.
  func missing(in offer: Offer) -> [String] {
    switch self {
    case .key(let path):
      offer.hasKey(path) ? [] : ["keyless.yaml has no \(path.joined(separator: "."))"]
    case .variable(let name):
      offer.variables.contains(name) ? [] : ["the module has no variable \(name)"]
    case .output(let name):
      offer.outputs.contains(name) ? [] : ["the module has no output \(name)"]
    case .input(let file, let name):
      offer.inputs[file]?.contains(name) == true ? [] : ["\(file) has no input \(name)"]
    case .options(let command, let names):
      if let options = offer.options[command] {
        names.filter { !options.contains($0) }.map { "keyless \(command.joined(separator: " ")) has no \($0)" }
      } else {
        ["there is no keyless \(command.joined(separator: " "))"]
      }
    }
  }
}
