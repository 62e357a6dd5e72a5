import KeylessCIHalf
import KeylessSource

/// Jobs as text that a person can check, each place with its line.
struct JobDump {
  let sources: SourceFiles

  static func text(_ half: CIHalf, _ sources: SourceFiles) -> String {
    let dump = JobDump(sources: sources)
    var lines: [String] = []
    for job in half.jobs { lines += dump.lines(job) }
    for diagnostic in half.diagnostics {
      lines.append("\(diagnostic.severity): \(diagnostic.message) \(dump.place(diagnostic.primary.span))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(_ job: CIJob) -> [String] {
    var lines = ["job \(job.name.value) \(place(job.name.span))"]
    if let environment = job.environment { lines.append("  environment \(text(environment))") }
    lines += Self.runs(job.runs).map { "  runs \($0)" }
    for token in job.tokens {
      lines.append(
        "  token \(token.variable ?? "?") for \(token.audiences.map(text).joined(separator: ", ")) \(place(token.span))"
      )
      for delivery in token.deliveries {
        switch delivery {
        case .file(let file): lines.append("    to file \(text(file)) \(place(file.span))")
        case .argument(let span): lines.append("    as argument \(place(span))")
        case .action(let span): lines.append("    by action \(place(span))")
        }
      }
    }
    for request in job.requests {
      lines.append("  asks \(text(request.role)) by \(request.way.rawValue) \(place(request.span))")
      if let name = request.sessionName { lines.append("    session \(text(name))") }
      if let duration = request.duration { lines.append("    for \(duration.value) s") }
      if let file = request.tokenFile { lines.append("    token file \(text(file))") }
      if let variable = request.tokenVariable { lines.append("    token \(variable)") }
    }
    for variable in job.variables {
      lines.append("  variable \(variable.name.value) = \(text(variable.value)) \(place(variable.name.span))")
    }
    for command in job.commands {
      let words = ([command.tool] + command.arguments).joined(separator: " ")
      let own = command.variables.map { "\($0.name.value)=\(text($0.value)) " }.joined()
      lines.append(
        "  command \(own)\(words) in \(command.folder.map { $0.isEmpty ? "." : $0 } ?? "?") \(place(command.span))"
      )
    }
    for unknown in job.unknowns { lines.append("  unknown: \(unknown.value) \(place(unknown.span))") }
    return lines
  }

  /// Kinds of pipelines with the same conditions in one line.
  static func runs(_ runs: [JobRun]) -> [String] {
    var groups: [(conditions: String, kinds: [String])] = []
    for run in runs {
      var conditions: [String] = run.refs.map { ($0.isNegated ? "not " : "") + pattern($0.pattern) }
      if let isProtected = run.isProtected { conditions.append(isProtected ? "protected" : "unprotected") }
      conditions += run.unknowns
      let key = conditions.joined(separator: "; ")
      let kind = "\(run.event)/\(run.refType.rawValue)"
      if let index = groups.firstIndex(where: { $0.conditions == key }) {
        groups[index].kinds.append(kind)
      } else {
        groups.append((key, [kind]))
      }
    }
    return groups.map { $0.kinds.joined(separator: " ") + ($0.conditions.isEmpty ? "" : ": " + $0.conditions) }
  }

  private static func pattern(_ pattern: JobRun.RefPattern) -> String {
    switch pattern {
    case .exact(let name): name
    case .filter(let text): "filter \(text)"
    case .regex(let text, let ignoresCase): "/\(text)/\(ignoresCase ? "i" : "")"
    case .any(let patterns): patterns.map(Self.pattern).joined(separator: "|")
    case .defaultBranch: "<default>"
    }
  }

  private func text(_ text: CIText) -> String {
    text.parts.map {
      switch $0 {
      case .literal(let text): text
      case .predefined(let name): "<\(name)>"
      case .unknown(let reason): "<? \(reason)>"
      }
    }.joined()
  }

  private func place(_ span: SourceSpan) -> String {
    guard let position = sources.position(of: span.range.lowerBound, in: span.file) else { return "@?" }
    return "@\(span.file):\(position.line):\(position.column)"
  }
}
