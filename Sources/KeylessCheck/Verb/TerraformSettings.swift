import KeylessSource
import KeylessSystem
import KeylessTerraform

/// What is said of Terraform's variables beside its files.
enum TerraformSettings {
  /// `files` are paths below the root, as findings name them; `values` are `NAME=VALUE`.
  static func inputs(files: [String], values: [String], _ system: System) throws -> TerraformInputs {
    var inputs = TerraformInputs(variableFiles: files)
    let prefix = "TF_VAR_"
    for (name, value) in system.environment where name.hasPrefix(prefix) {
      inputs.environment[String(name.dropFirst(prefix.count))] = value
    }
    for text in values {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw CheckError(.usage, "--var is NAME=VALUE, such as region=eu-central-1")
      }
      inputs.arguments.append((String(text[..<equals]), String(text[text.index(after: equals)...])))
    }
    inputs.workspace = system.environment["TF_WORKSPACE"]
    return inputs
  }
}
