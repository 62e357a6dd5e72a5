import KeylessPlatforms
import KeylessPolicy
import KeylessSource
package import KeylessSystem

/// `keyless who`: from a document to the pipelines that its roles let in.
package struct WhoVerb: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case text, json, csv
  }

  /// Policies, roles or account dumps; `-` is standard input.
  package var files: [String] = []
  /// The ready file of a running `keyless serve` whose roles are asked about.
  package var server: String?
  package var role: String?
  package var platform: String?
  package var issuer: String?
  package var audiences: [String] = []
  package var owners: [String] = []
  /// The custom subject that the owner's projects have set, key by key.
  package var subjectTemplate: [String] = []
  package var resourceControl: [String] = []
  package var intent: String?
  /// `NAME=VALUE` facts of one pipeline; then every role that it reaches is the question.
  package var from: [String] = []
  package var format = Format.text

  package init() {}

  /// 0; 1 when the reach differs from the intent; 2 when a role that was asked about cannot be read.
  package func run(_ system: System) async throws -> Int32 {
    guard !files.isEmpty || server != nil else {
      throw AnswerError(.usage, "name a trust policy, a role or an account dump, or a server with --server")
    }
    var roles: [RoleEntry] = []
    var unreadable: [String] = []
    if let server { roles += try await ServerAccount.roles(readyFile: server, system) }
    for file in files {
      let reading = try InputFile.roles(file, system)
      roles += reading.roles
      unreadable += reading.broken.map(\.role)
    }
    if let role {
      roles = roles.filter { $0.name == role || $0.arn == role }
      unreadable = unreadable.filter { $0 == role || role.hasSuffix("/" + $0) }
      guard !roles.isEmpty || !unreadable.isEmpty else {
        throw AnswerError(.usage, "there is no role `\(TerminalText.escaping(role))` in what was given")
      }
    }
    let controls = try resourceControl.map { try InputFile.policy($0, .resourceControl, system) }
    let status =
      if !from.isEmpty {
        try reached(roles, controls, system)
      } else if let intent {
        try compare(roles, unreadable, intent, controls, system)
      } else {
        try answer(roles, controls, system)
      }
    // What was not read was not answered, whatever the rest says.
    return unreadable.isEmpty ? status : 2
  }

  private func answer(_ roles: [RoleEntry], _ controls: [PolicyDocument], _ system: System) throws -> Int32 {
    guard format != .csv else { throw AnswerError(.usage, "--format csv goes with --from") }
    var answers = WhoAnswers(
      platform: platform,
      issuer: issuer,
      audiences: audiences.isEmpty ? nil : audiences,
      owners: owners,
      subjectTemplate: subjectTemplate
    )
    var all: [JSON] = []
    for entry in roles {
      answers.resourceControl = []
      let answer = try answers.answer(entry)
      guard !controls.isEmpty else {
        if format == .text { system.printOutput(answer.text + "\n") } else { all.append(answer.json) }
        continue
      }
      answers.resourceControl = controls
      let within = try answers.answer(entry)
      if format == .text {
        system.printOutput("without the organization's policies\n\(answer.text)\nwith them\n\(within.text)\n")
      } else {
        all.append(["without": answer.json, "with": within.json])
      }
    }
    if format == .json { system.printOutput(JSON.array(all).pretty + "\n") }
    return 0
  }

  private func reached(_ roles: [RoleEntry], _ controls: [PolicyDocument], _ system: System) throws -> Int32 {
    let pipeline = try GivenPipeline(facts: from, platform: platform, issuer: issuer, audience: audiences.first)
    let reached = RolesFrom(
      roles,
      platform: pipeline.platform,
      issuer: pipeline.issuer,
      context: pipeline.context,
      resourceControl: controls
    )
    switch format {
    case .text: system.printOutput(reached.text)
    case .json: system.printOutput(reached.json.pretty + "\n")
    case .csv: system.printOutput(reached.csv)
    }
    return 0
  }

  private func compare(
    _ roles: [RoleEntry],
    _ unreadable: [String],
    _ file: String,
    _ controls: [PolicyDocument],
    _ system: System
  ) throws -> Int32 {
    guard format != .csv else { throw AnswerError(.usage, "--format csv goes with --from") }
    let comparison = try IntentComparison(
      file: file,
      bytes: InputFile.read(file, limit: 1 << 20, system),
      resourceControl: controls
    )
    var status: Int32 = 0
    var all: [JSON] = []
    for role in roles {
      guard let answer = try comparison.answer(role) else { continue }
      if !answer.isAsIntended { status = 1 }
      if format == .text { system.printOutput(answer.text + "\n") } else { all.append(answer.json) }
    }
    // With one role picked the others are not the question.
    for answer in role == nil ? comparison.missing(among: roles, unreadable: unreadable) : [] {
      status = 1
      if format == .text { system.printOutput(answer.text + "\n") } else { all.append(answer.json) }
    }
    if format == .json { system.printOutput(JSON.array(all).pretty + "\n") }
    return status
  }
}
