import KeylessCIHalf

/// Of whom a command of Terraform asks anything: of the backend that holds the state, of the providers, of neither.
///
/// `terraform test` keeps its states to itself; `graph` and `providers` read the state, for what is in it alone.
struct TerraformQuestions: OptionSet, Hashable, Sendable {
  let rawValue: Int

  static let backend = TerraformQuestions(rawValue: 1)
  /// And of the states of others that the configuration reads.
  static let providers = TerraformQuestions(rawValue: 2)

  init(rawValue: Int) { self.rawValue = rawValue }

  init(_ command: JobCommand) {
    let isTerragrunt = command.tool == "terragrunt"
    var words =
      isTerragrunt
      ? TerragruntWords.words(command.arguments) : command.arguments.filter { !$0.hasPrefix("-") }[...]
    guard let word = words.popFirst(), !command.arguments.contains(where: Self.help.contains) else {
      self = []
      return
    }
    switch word {
    case _ where isTerragrunt && TerragruntWords.silent.contains(word): self = []
    case "backend" where isTerragrunt: self = .backend
    case "init": self = Self.isWithoutBackend(command.arguments) ? [] : .backend
    case "providers": self = ["lock", "mirror"].contains(words.first) ? [] : .backend
    case "workspace": self = words.first == "show" ? [] : .backend
    // It makes the backend ready before each of them.
    case "validate": self = isTerragrunt ? .backend : []
    case "test": self = .providers
    case _ where Self.ofBackend.contains(word): self = .backend
    case _ where Self.silent.contains(word): self = []
    default: self = [.backend, .providers]
    }
  }

  /// By one dash or two, with any of Go's words for false; the last option holds.
  private static func isWithoutBackend(_ arguments: [String]) -> Bool {
    let values = arguments.compactMap { argument -> String? in
      ["-backend=", "--backend="].first(where: argument.hasPrefix).map { String(argument.dropFirst($0.count)) }
    }
    return values.last.map { ["0", "f", "F", "false", "FALSE", "False"].contains($0) } ?? false
  }

  private static let help: Set<String> = ["-help", "--help", "-h"]
  private static let ofBackend: Set<String> = [
    "env", "force-unlock", "graph", "output", "show", "state", "taint", "untaint",
  ]
  private static let silent: Set<String> = [
    "fmt", "get", "help", "login", "logout", "metadata", "modules", "version",
  ]
}
