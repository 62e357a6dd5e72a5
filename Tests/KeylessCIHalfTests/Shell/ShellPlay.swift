import KeylessCIHalf
import KeylessSource
import Testing

/// Plays a script for a test, and shows what it runs.
struct ShellPlay {
  func run(_ script: String, _ variables: [String: String] = [:]) -> ShellRun {
    let bytes = Array(script.utf8)
    let span = SourceSpan(file: "script.sh", range: 0..<bytes.count)
    let scalar = YAMLScalar(script, style: .plain, resolved: .string)
    let given = variables.mapValues { ShellVariable(ShellValue($0), isExported: true) }
    var run = ShellRun(ShellState(variables: given)) { name in
      name.hasPrefix("CI_") || name.hasSuffix("TOKEN")
        ? .predefined(name) : .unknown("`$\(name)` is set nowhere in these files", origin: name)
    }
    run.play(ScriptText(scalar, at: span, in: bytes))
    return run
  }

  func shown(_ value: ShellValue) -> String {
    value.parts.map {
      switch $0 {
      case .literal(let text): text
      case .predefined(let name): "<\(name)>"
      case .unknown: "<?>"
      }
    }.joined()
  }

  func commands(_ script: String, _ variables: [String: String] = [:]) -> [String] {
    let run = run(script, variables)
    #expect(run.unknowns.isEmpty, "\(run.unknowns.map(\.value))")
    return run.steps.map { step in
      var text = step.values.map(shown).joined(separator: " ")
      switch step.output {
      case .log: break
      case .file(let file, _): text += " > \(shown(file))"
      case .pipe: text += " |"
      case .captured: text += " $"
      }
      if step.folder != "" { text += " @\(step.folder ?? "?")" }
      return step.isSure ? text : text + " ?"
    }
  }
}
