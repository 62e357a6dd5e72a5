import KeylessSource

/// What a step's words, redirections and surroundings say in every reading of it.
extension ShellStep {
  /// The words behind the program that are no options, with what they are worth.
  package var operands: [(word: ShellWord, value: ShellValue)] {
    arguments.filter { $0.value.text?.hasPrefix("-") != true }
  }

  package var options: [String] { arguments.compactMap(\.value.text).filter { $0.hasPrefix("-") } }

  /// The files that get its output: that of its redirection, and those of `tee`.
  package var outputFiles: [(word: ShellWord, value: ShellValue)] {
    var files = tool == "tee" ? operands : []
    if case .file(let value, let word) = output { files.append((word, value)) }
    return files
  }

  /// What another shell is given by `-c`.
  package var script: (word: ShellWord, value: ShellValue)? {
    let arguments = arguments
    let flag = arguments.firstIndex { argument in
      argument.value.text.map { $0.hasPrefix("-") && $0.hasSuffix("c") } == true
    }
    return flag.flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
  }

  /// A variable that the program gets, in front of it or from the script.
  package func variable(_ name: String, in state: ShellState) -> ShellVariable? {
    if let assigned = assigned[name] { return assigned }
    guard !isCleared, !unset.contains(name), let variable = state.variables[name], variable.isExported,
      !variable.isUnset
    else { return nil }
    return variable
  }
}
