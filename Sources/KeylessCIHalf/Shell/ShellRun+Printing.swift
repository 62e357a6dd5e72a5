import KeylessSource

/// What a step prints, where that needs no run.
extension ShellRun {
  /// What `printf %s` and `echo` print.
  package func printed(_ step: ShellStep) -> ShellValue? {
    let arguments = step.arguments.map(\.value)
    switch step.tool {
    case "pwd": return step.folder == "" ? ShellValue([.predefined("CI_PROJECT_DIR")]) : nil
    case "echo":
      guard let first = arguments.first else { return ShellValue("") }
      var rest = arguments
      if first.text == "-n" { rest.removeFirst() }
      let printed = ShellValue(Array(rest.map(\.parts).joined(separator: [.literal(" ")])))
      return printed.size <= ShellValue.largest ? printed.joined : nil
    case "printf":
      guard arguments.count == 2, let format = arguments[0].text else { return nil }
      if ["%s", "%s\n", "%s\\n"].contains(format) { return arguments[1] }
      if format.hasPrefix("%."), format.hasSuffix("s"), let count = Int(format.dropFirst(2).dropLast()) {
        return arguments[1].text.map { ShellValue(String($0.prefix(count))) } ?? cut(arguments[1], count)
      }
      return nil
    default: return nil
    }
  }

  private func cut(_ value: ShellValue, _ count: Int) -> ShellValue {
    let origin = "first \(count) of \(value.parts)"
    return ShellValue([.unknown("only the first \(count) characters of it are used", origin: origin)])
  }
}
