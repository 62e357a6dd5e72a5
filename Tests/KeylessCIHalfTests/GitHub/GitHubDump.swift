import KeylessCIHalf
import KeylessSource

/// The jobs of a half as readable text, for fixtures.
enum GitHubDump {
  static func text(_ half: CIHalf, in tree: SourceTree) -> String {
    let sources = tree.sources
    func place(_ span: SourceSpan) -> String {
      guard let at = sources.position(of: span.range.lowerBound, in: span.file) else { return span.file }
      return "\(SourceTree.split(span.file).name):\(at.line):\(at.column)"
    }
    var lines: [String] = []
    for job in half.jobs {
      lines.append("job \(job.name.value) (\(place(job.name.span))) of \(job.pipeline)")
      if let environment = job.environment { lines.append("  environment \(text(environment))") }
      for run in job.runs { lines.append("  run \(text(run))") }
      for token in job.tokens {
        let audiences = token.audiences.map { text($0) }.joined(separator: ", ")
        let ways = token.deliveries.map { delivery in
          switch delivery {
          case .file(let file): "file \(text(file))"
          case .argument(let span): "argument at \(place(span))"
          case .action(let span): "action at \(place(span))"
          }
        }
        lines.append("  token at \(place(token.span)) for [\(audiences)] by [\(ways.joined(separator: ", "))]")
      }
      for request in job.requests {
        var line = "  role \(text(request.role)) by \(request.way) at \(place(request.span))"
        if let name = request.sessionName { line += " as \(text(name))" }
        if let duration = request.duration { line += " for \(duration.value) s" }
        if let file = request.tokenFile { line += " from \(text(file))" }
        if let runs = request.runs { line += " when " + runs.map { text($0) }.joined(separator: " or ") }
        lines.append(line)
      }
      for variable in job.variables { lines.append("  variable \(variable.name.value)=\(text(variable.value))") }
      for command in job.commands {
        let own = command.variables.map { "\($0.name.value)=\(text($0.value)) " }.joined()
        let words = ([command.tool] + command.arguments).joined(separator: " ")
        lines.append("  command \(own)\(words) in \(command.folder.map { "/" + $0 } ?? "?") (\(place(command.span)))")
      }
      if let reference = job.jobWorkflowRef { lines.append("  file \(text(reference))") }
      for unknown in job.unknowns { lines.append("  unknown \(unknown.value) (\(place(unknown.span)))") }
    }
    for diagnostic in half.diagnostics {
      lines.append("\(diagnostic.severity) \(place(diagnostic.primary.span)): \(diagnostic.message)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  static func text(_ text: CIText) -> String {
    text.parts.map { part in
      switch part {
      case .literal(let literal): literal
      case .predefined(let name): "<\(name)>"
      case .unknown(let reason): "<? \(reason)>"
      }
    }.joined()
  }

  static func text(_ run: JobRun) -> String {
    var out = "\(run.event) \(run.refType.rawValue)"
    for test in run.refs { out += (test.isNegated ? " not " : " ") + text(test.pattern) }
    for clause in run.unknowns { out += " ? " + clause }
    return out
  }

  private static func text(_ pattern: JobRun.RefPattern) -> String {
    switch pattern {
    case .exact(let name): name
    case .filter(let filter): "~\(filter)"
    case .regex(let regex, let ignoresCase): "/\(regex)/\(ignoresCase ? "i" : "")"
    case .any(let patterns): "(" + patterns.map { text($0) }.joined(separator: " | ") + ")"
    case .defaultBranch: "the default branch"
    }
  }
}
