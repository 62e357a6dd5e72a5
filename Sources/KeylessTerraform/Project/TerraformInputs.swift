/// What is said beside the files of a root module: on the command line and in the environment.
package struct TerraformInputs: Sendable {
  /// Paths of the tree, in the order of the command line.
  package var variableFiles: [String]
  /// Values by name, as in `TF_VAR_region=eu-central-1`, without the prefix.
  package var environment: [String: String]
  /// Values by name, as in `-var region=eu-central-1`.
  package var arguments: [(name: String, value: String)]
  package var workspace: String?

  package init(
    variableFiles: [String] = [],
    environment: [String: String] = [:],
    arguments: [(name: String, value: String)] = [],
    workspace: String? = nil
  ) {
    self.variableFiles = variableFiles
    self.environment = environment
    self.arguments = arguments
    self.workspace = workspace
  }
}
