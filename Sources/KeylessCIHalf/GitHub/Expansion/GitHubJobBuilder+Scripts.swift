import KeylessSource

extension GitHubJobBuilder {
  /// How deep scripts of the tree may start each other.
  private static let deepestScript = 5
  /// Most scripts that one job may start.
  private static let mostScripts = 100

  /// Plays a `run` script.
  mutating func read(_ place: GitHubScriptPlace) {
    guard place.isShell(on: job.runsOn) else {
      if GitHubAWS.isMentioned(in: place.script.text.value) {
        doubt("a script in another language than sh, which mentions AWS, is not read", at: place.script.text.span)
      }
      return
    }
    guard files.spend(place.script.text.value.utf8.count) else {
      doubt("the scripts of these workflows are too long to be read", at: place.script.text.span)
      return
    }
    let source = GitHubScriptSource(place.script, in: files.tree[place.file] ?? [], context)
    var state = ShellState(folder: place.folder)
    for variable in variables.values { state.variables[variable.name.value] = Self.shell(variable) }
    for variable in place.own { state.variables[variable.name.value] = Self.shell(variable) }
    // Nothing of these files sets them; what a runner has of its own is not theirs to say.
    for name in GitHubAWS.credentials where state.variables[name] == nil {
      var absent = ShellVariable(ShellValue(""), isExported: false)
      absent.isUnset = true
      state.variables[name] = absent
    }
    let before = writes
    // A step before that has failed did not do all that it is to do.
    if ignoresFailure { writes = ShellWrites.unsure(writes) }
    play(source.text, state, GitHubScriptRun(place: place, source: source, given: state.variables))
    let own = writes.dropFirst(before.count)
    writes = before
    ShellWrites.add(isSure ? Array(own) : ShellWrites.unsure(own), to: &writes)
  }

  private static func shell(_ variable: CIVariable) -> ShellVariable {
    ShellVariable(
      ShellValue(variable.value),
      isExported: true,
      name: variable.name,
      source: variable.value.source,
      at: variable.value.span
    )
  }

  private mutating func play(_ text: ScriptText, _ state: ShellState, _ script: GitHubScriptRun) {
    var run = ShellRun(state, outside: Self.outside)
    let own = self
    run.sourcing = { step in
      guard let path = step.arguments.first.flatMap({ own.path($0.value, step.folder, script) }),
        let bytes = own.files.tree[path], script.depth < Self.deepestScript
      else { return nil }
      return Self.text(of: bytes, at: path)
    }
    run.isFollowed = true
    run.play(text)
    for unknown in run.unknowns { doubt(unknown.value, at: unknown.span) }
    let first = commands.count
    var reader = GitHubScriptReader(run: run, source: script.source, given: script.given, writes: writes)
    reader.readAll()
    // It is of no account to a script that asks AWS for nothing and leaves no variable behind.
    if !reader.commands.isEmpty || !reader.exports.isEmpty {
      for sourced in run.state.sourced { doubt(sourced.value, at: sourced.span) }
    }
    apply(reader, script.place)
    var nested: [(step: Int, writes: [JobWrite])] = []
    for (index, (step, state)) in zip(run.steps, run.states).enumerated() {
      guard script.depth < Self.deepestScript, scripts < Self.mostScripts, let path = started(by: step, script),
        let bytes = files.tree[path], Self.isShell(bytes, path), files.spend(bytes.count)
      else { continue }
      scripts += 1
      var inner = ShellState(
        variables: state.variables.filter { $0.value.isExported || $0.value.isUnset },
        folder: step.folder
      )
      inner.variables.merge(step.assigned.mapValues(Self.exported)) { $1 }
      var next = script
      next.folder = SourceTree.split(path).folder
      next.depth += 1
      // What it finds is what was written before it; how much of its own is done, the script behind it does not know.
      var found = Array(reader.writes.prefix(reader.written[index]))
      for other in nested { ShellWrites.add(other.writes, to: &found) }
      writes = found
      play(Self.text(of: bytes, at: path), inner, next)
      nested.append((index, ShellWrites.unsure(writes.dropFirst(found.count))))
    }
    writes = reader.writes
    nested.removeAll(where: \.writes.isEmpty)
    for other in nested { ShellWrites.add(other.writes, to: &writes) }
    // Commands in a row have the same before them.
    var last: (own: Int, others: Int, writes: [JobWrite]) = (0, 0, [])
    for (index, place) in reader.places.enumerated() {
      let others = nested.prefix { $0.step < place }
      guard !others.isEmpty else { continue }
      var found = commands[first + index].writes
      if last.own != found.count || last.others != others.count {
        let own = found.count
        for other in others { ShellWrites.add(other.writes, to: &found) }
        last = (own, others.count, found)
      }
      commands[first + index].writes = last.writes
    }
  }

  private static func exported(_ variable: ShellVariable) -> ShellVariable {
    var variable = variable
    variable.isExported = true
    return variable
  }

  private static func text(of bytes: [UInt8], at path: String) -> ScriptText {
    let text = String(decoding: bytes.prefix(1 << 18), as: UTF8.self)
    let scalar = YAMLScalar(text, style: .plain, resolved: .string)
    return ScriptText(scalar, at: SourceSpan(file: path, range: 0..<bytes.count), in: bytes)
  }

  private static let outside: @Sendable (String) -> ShellValue.Part = { name in
    if ["GITHUB_", "RUNNER_", "ACTIONS_"].contains(where: { name.hasPrefix($0) }) { return .predefined(name) }
    if ["CI", "HOME", "PATH", "USER", "PWD"].contains(name) { return .predefined(name) }
    return .unknown("`$\(name)` is set nowhere in these files", origin: name)
  }

  /// What a script came to.
  private mutating func apply(_ reader: GitHubScriptReader, _ place: GitHubScriptPlace) {
    for command in reader.commands {
      var command = command
      command.folder = command.folder.flatMap { checkouts.tree($0) }
      let names = Set(command.variables.map(\.name.value))
      command.variables += place.own.filter {
        !command.isCleared && GitHubAWS.concerns($0.name.value) && !names.contains($0.name.value)
      }
      command.session = session
      if ignoresFailure, session == .token { command.session = .unknown("is left by an action that may have failed") }
      commands.append(command)
    }
    for token in reader.tokens {
      var token = token
      if token.audiences.isEmpty { token.audiences = [defaultAudience(at: token.span)] }
      ask(token)
    }
    for request in reader.requests {
      var request = request
      request.runs = place.runs
      ask(request)
    }
    let isTheirs =
      !reader.exports.isEmpty && context.strangers?.isMentioned(inScript: place.script.text.value) == true
    for variable in reader.exports {
      set(variable)
      context.strangers?.set(["env", variable.name.value], isTheirs: isTheirs)
    }
  }

  /// The audience of a token that is asked for without one: the owner's address.
  private func defaultAudience(at span: SourceSpan) -> CIText {
    let parts: [CIText.Part] =
      if let owner = project.path?.prefix(while: { $0 != "/" }) {
        [.literal("https://\(project.host ?? "github.com")/\(owner)")]
      } else {
        [.unknown("the owner's address is the audience, and the owner is not known here: give --project")]
      }
    return CIText(parts, source: "", at: span)
  }
}
