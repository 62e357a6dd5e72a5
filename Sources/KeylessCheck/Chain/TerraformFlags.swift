import KeylessSource

/// What Terraform's arguments say of variables and of the backend: those of a command, and those that `TF_CLI_ARGS` and
/// `TF_CLI_ARGS_plan` and its kin put before them (Terraform CLI, "Environment Variables").
///
/// Both go right behind the command, the particular one first, and what comes last counts (Terraform `main.go`).
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
    if let command { readVariable("TF_CLI_ARGS_" + command.replacing("-", with: "_"), environment) }
    readVariable("TF_CLI_ARGS", environment)
    read(Array(arguments))
  }

  private init() {}

  /// Those of whatever command plans or applies in this environment, and of the `init` before it.
  init(environment: [String: String]) {
    func flags(_ command: String) -> TerraformFlags {
      var flags = TerraformFlags()
      flags.readVariable("TF_CLI_ARGS_" + command, environment)
      flags.readVariable("TF_CLI_ARGS", environment)
      return flags
    }
    self = flags("plan")
    // An `apply` without arguments of its own takes a saved plan, which holds its variables.
    let others = ["apply", "destroy", "refresh"].filter { environment["TF_CLI_ARGS_" + $0] != nil }
    if let other = others.first(where: { flags($0) != self }) {
      problem =
        problem
        ?? "`TF_CLI_ARGS_plan` and `TF_CLI_ARGS_\(other)` give the two commands different arguments for variables"
    }
    let initial = flags("init")
    backendConfiguration = initial.backendConfiguration
    problem = problem ?? initial.problem
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
