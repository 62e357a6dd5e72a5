import KeylessCIHalf
import KeylessChain

/// The variables that a command of Terraform is given by `-var NAME=VALUE`, which count for more than the environment's.
enum TerraformAssignments {
  static func of(_ command: JobCommand) -> [String: Answer<String>] {
    var found: [String: Answer<String>] = [:]
    var arguments = command.arguments[...]
    while let argument = arguments.popFirst() {
      guard let dashes = ["--var", "-var"].first(where: argument.hasPrefix) else { continue }
      var assignment = argument.dropFirst(dashes.count)
      if assignment.isEmpty {
        assignment = arguments.popFirst()?[...] ?? ""
      } else if assignment.popFirst() != "=" {
        // `-var-file`.
        continue
      }
      guard let equals = assignment.firstIndex(of: "=") else { continue }
      let value = String(assignment[assignment.index(after: equals)...])
      // Words with an open part are kept as they are written.
      let isOpen = value.contains("$") || value.contains("`") || value.contains("{{")
      found[String(assignment[..<equals])] =
        isOpen ? .unknown("is what `-var` gives it when the job runs", nil) : .value(value, nil)
    }
    return found
  }
}
