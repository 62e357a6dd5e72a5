import KeylessSource

/// Finds in a script's steps what concerns AWS: the token it asks for, the role, what it leaves for later steps.
struct GitHubScriptReader {
  let steps: [ShellStep]
  let states: [ShellState]
  let source: GitHubScriptSource
  /// The variables the script begins with.
  let given: [String: ShellVariable]

  private(set) var commands: [JobCommand] = []
  private(set) var tokens: [JobToken] = []
  private(set) var requests: [RoleRequest] = []
  /// What it appends to `GITHUB_ENV`.
  private(set) var exports: [CIVariable] = []
  /// What this script, and the job before it, did to the files of profiles.
  private(set) var writes: [JobWrite]
  /// The step that each of the commands is.
  private(set) var places: [Int] = []
  /// How many writes are before each step.
  private(set) var written: [Int] = []

  init(run: ShellRun, source: GitHubScriptSource, given: [String: ShellVariable], writes: [JobWrite]) {
    steps = run.steps
    states = run.states
    self.source = source
    self.given = given
    self.writes = writes
  }

  mutating func readAll() {
    for (index, (step, state)) in zip(steps, states).enumerated() {
      written.append(writes.count)
      if step.isInto("GITHUB_ENV") { export(step) }
      if var command = ShellTools.command(step) {
        let names = Set(command.variables.map(\.name.value))
        // What the script itself exports before.
        command.variables += state.variables.values.filter { variable in
          guard !step.isCleared, variable.isExported, !variable.isUnset, let name = variable.name else { return false }
          return GitHubAWS.concerns(name.value) && !names.contains(name.value)
            && (isOfScript(name) || given[name.value]?.value != variable.value)
        }.compactMap { variable in
          variable.name.map { CIVariable(name: $0, value: text(variable)) }
        }.sorted { $0.name.value < $1.name.value }
        command.unset.formUnion(unset(state).subtracting(names))
        command.writes = writes
        commands.append(command)
        places.append(index)
        exchange(step)
        ambient(step, state)
      }
      ShellWrites.note(step, state, in: &writes)
    }
    ask()
  }

  /// What of the environment the script itself has unset, or keeps to itself.
  private func unset(_ state: ShellState) -> Set<String> {
    Set(
      GitHubAWS.credentials.filter {
        given[$0]?.isUnset == false && state.variables[$0].map { $0.isUnset || !$0.isExported } != false
      }
    )
  }

  /// Whether a name is written in the script, not in an `env` of the workflow or by a step before.
  private func isOfScript(_ name: Located<String>) -> Bool { given[name.value]?.name != name }

  private func text(_ variable: ShellVariable) -> CIText {
    source.text(
      variable.value,
      source: variable.source,
      at: variable.span ?? variable.name?.span ?? SourceSpan(file: "", range: 0..<0)
    )
  }

  private mutating func export(_ step: ShellStep) {
    guard let lines = step.lines else { return }
    for line in lines {
      guard case .literal(let head)? = line.parts.first, let equals = head.utf8.firstIndex(of: UInt8(ascii: "=")) else {
        continue
      }
      let name = String(head[..<equals])
      var value = line
      value.parts[0] = .literal(String(head[head.index(after: equals)...]))
      var written = source.text(value, source: value.text ?? step.command.words.last?.source ?? "", at: step.span)
      let place = step.arguments.first { $0.word.source.hasBytes(inside: name) }?.word.span ?? step.span
      let old = exports.last { $0.name.value == name }?.value
      if !step.isSure, old?.parts != written.parts {
        written.parts = [.unknown("`\(name)` is set on some ways through a script only")]
      }
      exports.removeAll { $0.name.value == name }
      exports.append(CIVariable(name: Located(name, at: place), value: written))
    }
  }

  /// `aws sts assume-role-with-web-identity`.
  private mutating func exchange(_ step: ShellStep) {
    let words = step.arguments.compactMap(\.value.text)
    guard step.tool == "aws", words.contains("sts"), words.contains("assume-role-with-web-identity"),
      let role = step.option("--role-arn")
    else { return }
    let source = source
    let given = { (name: String) in
      step.option(name).map { source.text($0.value, source: $0.word.source, at: $0.word.span) }
    }
    let duration = step.option("--duration-seconds").flatMap { option in
      option.value.text.flatMap { Int($0) }.map { Located($0, at: option.word.span) }
    }
    requests.append(
      RoleRequest(
        role: source.text(role.value, source: role.word.source, at: role.word.span),
        sessionName: given("--role-session-name"),
        duration: duration,
        way: .command,
        span: step.span
      )
    )
  }

  /// A command that finds role and token file in the script's own variables.
  private mutating func ambient(_ step: ShellStep, _ state: ShellState) {
    let variable = { step.variable($0, in: state) }
    guard let role = variable("AWS_ROLE_ARN"), let file = variable("AWS_WEB_IDENTITY_TOKEN_FILE"),
      let name = role.name, isOfScript(name) || file.name.map(isOfScript) == true
    else { return }
    let request = RoleRequest(
      role: text(role),
      sessionName: variable("AWS_ROLE_SESSION_NAME").map { text($0) },
      tokenFile: text(file),
      way: .environment,
      span: name.span
    )
    if !requests.contains(request) { requests.append(request) }
  }

  /// A token that the script asks GitHub for itself.
  private mutating func ask() {
    guard
      let asked = steps.first(where: { step in
        step.values.contains { $0.parts.contains(.predefined("ACTIONS_ID_TOKEN_REQUEST_URL")) } && step.tool != "["
          && step.tool != "test"
      })
    else { return }
    var audience: CIText?
    for (step, state) in zip(steps, states) where audience == nil { audience = self.audience(step, state) }
    var deliveries: [JobToken.Delivery] = []
    let writes = steps.contains { step in
      if case .file(_, _) = step.output { return !step.isInto("GITHUB_ENV") && !step.isInto("GITHUB_OUTPUT") }
      return step.tool == "mv" || step.tool == "tee"
    }
    let files =
      exports.filter { $0.name.value == "AWS_WEB_IDENTITY_TOKEN_FILE" }.map(\.value)
      + requests.compactMap(\.tokenFile)
    if writes, let file = files.first { deliveries.append(.file(file)) }
    for step in steps {
      if step.tool == "aws", let option = step.option("--web-identity-token") {
        deliveries.append(.argument(option.word.span))
      }
    }
    // An audience that is asked for in a way that is not followed is unknown; none at all is the platform's own.
    let named = steps.first { $0.values.contains { $0.names("audience") } || $0.text?.names("audience") == true }
    if audience == nil, let named {
      audience = CIText(
        [.unknown("the script computes the token's audience")],
        source: named.command.words.first?.source ?? "",
        at: named.span
      )
    }
    tokens.append(
      JobToken(
        variable: nil,
        audiences: audience.map { [$0] } ?? [],
        span: audience?.span ?? asked.span,
        deliveries: deliveries
      )
    )
  }

  /// What stands behind `audience=` in a word, or is put there by `printf`.
  private func audience(_ step: ShellStep, _ state: ShellState) -> CIText? {
    let arguments = step.arguments
    for (at, argument) in arguments.enumerated() {
      var found = false
      var parts: [ShellValue.Part] = []
      for part in argument.value.parts {
        guard case .literal(let text) = part else {
          if found { parts.append(part) }
          continue
        }
        let rest = found ? text[...] : text.range(of: "audience=").map { text[$0.upperBound...] }
        guard let rest else { continue }
        found = true
        let end = rest.firstIndex { $0 == "&" || $0 == "\"" || $0 == "'" || $0 == "\n" || $0 == "\\" }
        parts.append(.literal(String(rest[..<(end ?? rest.endIndex)])))
        if end != nil { break }
      }
      guard found else { continue }
      let value = ShellValue(parts).text == "%s" ? nil : ShellValue(parts)
      if let value, value.parts != [.literal("")], !argument.word.runs {
        return source.text(value, source: argument.word.source, at: argument.word.span)
      }
      // What is put in is encoded by a command of its own: the one variable that command is given.
      let word = value == nil && at + 1 < arguments.count ? arguments[at + 1].word : argument.word
      if value == nil, at + 1 < arguments.count, !word.runs {
        return source.text(arguments[at + 1].value, source: word.source, at: word.span)
      }
      let names = Self.variables(word)
      guard names.count == 1, let variable = state.variables[names[0]] else { continue }
      return text(variable)
    }
    return nil
  }

  /// The variables that the substitutions of a word are given as arguments.
  private static func variables(_ word: ShellWord) -> [String] {
    var names: [String] = []
    for case .substitution(let items, _) in word.parts {
      guard items.count == 1 else { return [] }
      let commands: [ShellItem] = if case .pipeline(let stages) = items[0] { stages } else { items }
      for case .command(let command) in commands {
        for name in command.words.flatMap(\.variables) where !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}

extension ShellValue {
  fileprivate func names(_ word: String) -> Bool {
    parts.contains { if case .literal(let text) = $0 { text.hasBytes(inside: word) } else { false } }
  }
}
