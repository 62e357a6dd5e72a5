import KeylessSource

/// What Terraform's arguments say of variables and of the backend: those of a command, and those that `TF_CLI_ARGS` and
/// `TF_CLI_ARGS_plan` and its kin put before them (Terraform CLI, "Environment Variables").
struct TerraformFlags: Equatable {
  /// `NAME=VALUE`.
  private(set) var variables: [String] = []
  private(set) var variableFiles: [String] = []
  /// `KEY=VALUE`, or the path of a file.
  private(set) var backendConfiguration: [String] = []
  /// Why it is not known what they say.
  private(set) var problem: String?

  private static let values = ["var", "var-file", "backend-config"]

  /// Those of one command: its subcommand and what follows it, without the program and `-chdir`.
  init(_ arguments: some Collection<String>, environment: [String: String]) {
    let command = arguments.first { !$0.hasPrefix("-") }
    let names = ["TF_CLI_ARGS"] + (command.map { ["TF_CLI_ARGS_" + $0.replacing("-", with: "_")] } ?? [])
    for name in names { readVariable(name, environment) }
    read(Array(arguments))
  }

  /// Those of whatever command plans or applies in this environment.
  init(environment: [String: String]) {
    readVariable("TF_CLI_ARGS", environment)
    readVariable("TF_CLI_ARGS_init", environment)
    let common = self
    var several: [TerraformFlags] = []
    for name in ["plan", "apply", "destroy", "refresh"] {
      var own = common
      own.readVariable("TF_CLI_ARGS_" + name, environment)
      if own != common, !several.contains(own) { several.append(own) }
    }
    if several.count > 1 {
      problem = "`TF_CLI_ARGS_plan`, `TF_CLI_ARGS_apply` and their kin give each command other variables"
    } else if let own = several.first {
      self = own
    }
  }

  private mutating func readVariable(_ name: String, _ environment: [String: String]) {
    guard let text = environment[name], !text.isEmpty else { return }
    // Terraform splits it as a shell would, which is nobody's grammar but a shell's.
    guard !text.utf8.contains(where: { "\"'\\`$(){}<>|&;#*?~".utf8.contains($0) }) else {
      let isHarmless = !Self.values.contains { text.contains("-" + $0) }
      if !isHarmless { problem = problem ?? "`\(name)` holds arguments for variables in quotes, which are not read" }
      return
    }
    read(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  private mutating func read(_ arguments: [String]) {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      guard argument.hasPrefix("-") else { continue }
      let flag = argument.drop { $0 == "-" }
      let parts = flag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.map(String.init), Self.values.contains(name) else { continue }
      if parts.count == 2 {
        add(name, String(parts[1]))
      } else if index < arguments.count {
        add(name, arguments[index])
        index += 1
      }
    }
  }

  private mutating func add(_ name: String, _ value: String) {
    switch name {
    case "var": variables.append(value)
    case "var-file":
      // The last one counts, and values are taken for the later ones here.
      if !variables.isEmpty { problem = problem ?? "a `-var-file` follows a `-var`, and which counts is not read" }
      variableFiles.append(value)
    default: backendConfiguration.append(value)
    }
  }
}
