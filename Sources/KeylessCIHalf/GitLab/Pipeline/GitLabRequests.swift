import KeylessSource

/// What a job's scripts do with its tokens, and which roles it asks for.
package struct GitLabRequests {
  let script: ShellRun
  let after: ShellRun
  let tokens: [GitLabIDToken]

  private var steps: [(step: ShellStep, state: ShellState)] {
    Array(zip(script.steps, script.states)) + Array(zip(after.steps, after.states))
  }

  // MARK: Deliveries

  /// How a token goes from its variable to where a tool finds it.
  func deliveries(of token: String) -> [JobToken.Delivery] {
    var found: [JobToken.Delivery] = []
    var files: [ShellValue] = []
    for (step, _) in steps {
      let here = TokenPath.deliveries(of: token, in: step)
      for delivery in here where !found.contains(delivery) { found.append(delivery) }
      // Who is given the file may do with it what it likes: `mv`, `vault login`, `cat` into another one.
      let isKept = Self.harmless.contains(step.tool ?? "") && step.output == .log
      if !isKept, step.arguments.contains(where: { files.contains($0.value) }) || step.input.map(files.contains) == true
      {
        let delivery = JobToken.Delivery.argument(step.span)
        if !found.contains(delivery) { found.append(delivery) }
      }
      if !here.isEmpty { files += step.outputFiles.map(\.value) }
    }
    return found
  }

  /// Programs that leave a file where it is and hand nothing of it on.
  private static let harmless: Set<String> = [
    "[", "[[", "cat", "chmod", "chown", "echo", "export", "ls", "printf", "rm", "stat", "tee", "test", "touch", "wc",
  ]

  package static let writers: Set<String> = ["printf", "echo", "cat"]
  package static func holds(_ token: String, _ value: ShellValue) -> Bool { value.parts.contains(.predefined(token)) }

  package static func holds(_ token: String, _ step: ShellStep) -> Bool {
    step.values.dropFirst().contains { holds(token, $0) } || step.text.map { holds(token, $0) } == true
  }

  /// The token that a file holds once the scripts have run.
  private func token(in file: ShellValue) -> String? {
    for (step, _) in steps where step.outputFiles.contains(where: { $0.value.joined == file.joined }) {
      if let held = tokens.map(\.name.value).first(where: { TokenPath.isWritten($0, by: step) }) { return held }
    }
    return nil
  }

  // MARK: Roles

  func requests() -> [RoleRequest] {
    var found: [RoleRequest] = []
    var seen: Set<[ShellValue?]> = []
    let tools = steps.filter { ShellTools.names.contains($0.step.tool ?? "") }
    func ask(_ variables: (String) -> ShellVariable?, at span: SourceSpan?) {
      guard let role = variables("AWS_ROLE_ARN"), !role.value.joined.parts.isEmpty else { return }
      let file = variables("AWS_WEB_IDENTITY_TOKEN_FILE")
      let session = variables("AWS_ROLE_SESSION_NAME")
      guard seen.insert([role.value, file?.value, session?.value]).inserted else { return }
      found.append(
        RoleRequest(
          role: text(role, span),
          sessionName: session.map { text($0, span) },
          tokenFile: file.map { text($0, span) },
          tokenVariable: file.flatMap { token(in: $0.value) },
          way: .environment,
          span: role.span ?? role.name?.span ?? span ?? SourceSpan(file: "", range: 0..<0)
        )
      )
    }
    for (step, state) in tools {
      ask({ step.variable($0, in: state) }, at: step.span)
    }
    if !tools.contains(where: { tool in script.steps.contains { $0.span == tool.step.span } }) {
      ask({ Self.exported($0, script.state) }, at: nil)
    }
    for (step, _) in steps {
      if let request = command(step), !found.contains(request) { found.append(request) }
      if let request = profile(step), !found.contains(request) { found.append(request) }
    }
    return found
  }

  private func text(_ variable: ShellVariable, _ span: SourceSpan?) -> CIText {
    let place = variable.span ?? variable.name?.span ?? span ?? SourceSpan(file: "", range: 0..<0)
    return variable.value.text(source: variable.source, at: place)
  }

  private static func exported(_ name: String, _ state: ShellState) -> ShellVariable? {
    guard let variable = state.variables[name], variable.isExported, !variable.isUnset else { return nil }
    return variable
  }

  /// `aws sts assume-role-with-web-identity …`.
  private func command(_ step: ShellStep) -> RoleRequest? {
    guard step.tool == "aws", step.values.contains(where: { $0.text == "assume-role-with-web-identity" }),
      let role = step.option("--role-arn")
    else { return nil }
    func text(_ option: (word: ShellWord, value: ShellValue)) -> CIText {
      option.value.text(source: option.word.source, at: option.word.span)
    }
    let given = step.option("--web-identity-token")
    let file = given?.value.parts.first.flatMap { part -> ShellValue? in
      guard case .literal(let head) = part, head.hasPrefix("file://"), let given else { return nil }
      var value = given.value
      value.parts[0] = .literal(String(head.dropFirst(7)))
      return value.joined
    }
    let variable = given.flatMap { given in tokens.map(\.name.value).first { Self.holds($0, given.value) } }
    return RoleRequest(
      role: text(role),
      sessionName: step.option("--role-session-name").map(text),
      duration: step.option("--duration-seconds").flatMap { option in
        option.value.text.flatMap { Int($0) }.map { Located($0, at: option.word.span) }
      },
      tokenFile: file.flatMap { file in given.map { file.text(source: $0.word.source, at: $0.word.span) } },
      tokenVariable: variable ?? file.flatMap { token(in: $0) },
      way: .command,
      span: step.span
    )
  }

  /// A profile that a script writes into the AWS configuration.
  private func profile(_ step: ShellStep) -> RoleRequest? {
    guard case .file(let file, let word) = step.output, Self.writers.contains(step.tool ?? ""),
      word.source.contains(".aws/config") || word.source.contains(".aws/credentials")
        || word.source.contains("AWS_CONFIG_FILE")
    else { return nil }
    guard let written = step.text ?? step.arguments.last?.value else { return nil }
    var values: [String: ShellValue] = [:]
    for line in Self.lines(written) {
      guard case .literal(let head)? = line.parts.first, let equals = head.utf8.firstIndex(of: UInt8(ascii: "=")) else {
        continue
      }
      let name = String(head[..<equals]).split { $0 == " " || $0 == "\t" }.joined()
      var value = line
      value.parts[0] = .literal(String(head[head.index(after: equals)...].drop { $0 == " " || $0 == "\t" }))
      values[name] = value.joined
    }
    guard let role = values["role_arn"], let token = values["web_identity_token_file"] else { return nil }
    _ = file
    return RoleRequest(
      role: role.text(source: "role_arn", at: step.span),
      sessionName: values["role_session_name"]?.text(source: "role_session_name", at: step.span),
      tokenFile: token.text(source: "web_identity_token_file", at: step.span),
      tokenVariable: self.token(in: token),
      way: .profile,
      span: step.span
    )
  }

  private static func lines(_ value: ShellValue) -> [ShellValue] {
    var lines: [ShellValue] = [ShellValue([])]
    for part in value.parts {
      guard case .literal(let text) = part else {
        lines[lines.count - 1].parts.append(part)
        continue
      }
      for (index, piece) in text.replacing("\\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { lines.append(ShellValue([])) }
        if !piece.isEmpty { lines[lines.count - 1].parts.append(.literal(String(piece))) }
      }
    }
    return lines
  }
}
