/// What Terragrunt's command line says is to be done: its own options may stand before that, and some take the next word.
///
/// https://terragrunt.gruntwork.io/docs/reference/cli/
enum TerragruntWords {
  /// The words from the one that says it, which is Terraform's where Terragrunt only runs Terraform.
  static func words(_ arguments: [String]) -> ArraySlice<String> {
    var (words, rest): ([String], ArraySlice<String>) = ([], arguments[...])
    while let next = rest.popFirst() {
      // What is behind it is Terraform's alone.
      if next == "--" {
        words += rest.filter { !$0.hasPrefix("-") }
        break
      }
      if !next.hasPrefix("-") {
        words.append(next)
      } else if takesValue(next) {
        rest = rest.dropFirst()
      }
    }
    switch (words.first, words.dropFirst().first) {
    case ("run", _), ("run-all", _), ("graph", _?), ("stack", "output"): return words.dropFirst()
    case ("stack", "run"): return words.dropFirst(2)
    default: return words[...]
    }
  }

  /// Whether a command is for more units than that of its folder.
  ///
  /// It is for those below then, and may be for what they need, wherever that is. `variables` are the names of those that are
  /// set, where an option may stand.
  static func isForMany(_ arguments: [String], _ variables: some Sequence<String>) -> Bool {
    if variables.contains(where: { set.contains($0) }) { return true }
    var (words, rest): ([String], ArraySlice<String>) = ([], arguments[...])
    while let next = rest.popFirst(), next != "--" {
      if !next.hasPrefix("-") {
        words.append(next)
      } else if takesValue(next) {
        rest = rest.dropFirst()
      } else if ["all", "a", "graph"].contains(next.drop { $0 == "-" }.prefix { $0 != "=" }) {
        return true
      }
    }
    switch (words.first, words.dropFirst().first) {
    case ("graph", _?), ("run-all", _), ("stack", "run"), ("stack", "output"): return true
    // Old releases' names for `run-all`.
    case (let word?, _): return word.hasSuffix("-all")
    case (nil, _): return false
    }
  }

  /// Whatever they hold: one that says no is rare.
  private static let set: Set<String> = [
    "TG_ALL", "TG_GRAPH", "TG_WORKING_DIR", "TERRAGRUNT_ALL", "TERRAGRUNT_GRAPH", "TERRAGRUNT_WORKING_DIR",
  ]

  private static func takesValue(_ option: String) -> Bool {
    var name = option.drop { $0 == "-" }
    if name.hasPrefix("terragrunt-") { name = name.dropFirst("terragrunt-".count) }
    return valued.contains(String(name))
  }

  /// What it does by itself, asking neither the backend nor the providers of its folder.
  static let silent: Set<String> = [
    "catalog", "dag", "find", "graph-dependencies", "hcl", "hclfmt", "hclvalidate", "help", "info", "list",
    "output-module-groups", "render", "render-json", "scaffold", "stack", "terragrunt-info", "validate-inputs",
  ]

  /// Its options that take a value, without the `--terragrunt-` that older releases put before them.
  private static let valued: Set<String> = [
    "as", "auth-provider-cmd", "config", "download-dir", "engine-cache-path", "engine-log-level", "exclude-dir",
    "excludes-file", "experiment", "feature", "filter", "filters-file", "graph-root", "hclfmt-exclude-dir",
    "hclfmt-file", "iam-assume-role", "iam-assume-role-duration", "iam-assume-role-session-name",
    "iam-assume-role-web-identity-token", "iam-role", "iam-web-identity-token", "include-dir", "json-out",
    "json-out-dir", "log-custom-format", "log-format", "log-level", "modules-that-include", "out-dir",
    "override-attr", "parallelism", "provider-cache-dir", "provider-cache-hostname", "provider-cache-port",
    "provider-cache-registry-names", "provider-cache-token", "queue-construct-as", "queue-exclude-dir",
    "queue-excludes-file", "queue-include-dir", "queue-include-units-reading", "report-file", "report-format",
    "report-schema-file", "root-file-name", "source", "source-map", "strict-control", "tf-path", "tfpath",
    "units-that-include", "version-manager-file-name", "working-dir",
  ]
}
