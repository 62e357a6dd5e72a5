import KeylessCheck
import KeylessIntent
import KeylessIssuers
import KeylessOIDC
import KeylessPlatforms
import KeylessServer
import KeylessSource
package import KeylessSystem

/// Runs a real command as one pipeline's job: its token in a file, a scrubbed environment, a home that is deleted afterwards.
package struct JobRehearsal: Sendable {
  private let stage: Stage
  private let system: System

  /// What to run, as whom.
  package struct Order: Sendable {
    package var pipeline: String
    /// Needed when several roles admit a pipeline of that name.
    package var role: String?
    package var command: [String]
    /// Variables of this process that the job may see.
    package var pass: [String]
    /// Where the configuration of the job's tools lies.
    package var folders: [String]
    /// Whether the profiles that they name are planted with keys of local users.
    package var plantsDecoys: Bool

    package init(
      pipeline: String,
      role: String? = nil,
      command: [String],
      pass: [String] = [],
      folders: [String] = [],
      plantsDecoys: Bool = false
    ) {
      self.pipeline = pipeline
      self.role = role
      self.command = command
      self.pass = pass
      self.folders = folders
      self.plantsDecoys = plantsDecoys
    }
  }

  package init(_ stage: Stage, system: System) {
    self.stage = stage
    self.system = system
  }

  package func run(_ order: Order, endpoint: String) async throws -> JobReport {
    let (staged, named) = try choose(order)
    let pipeline = try stage.press.platform.complete(named.pipeline, issuer: stage.intent.issuer.url)
    let minted = try stage.press.mint(pipeline, layout: stage.press.layouts.first ?? nil)
    let folder = try system.files.makeTemporaryDirectory()
    let result: ProcessResult
    let forecast: ChainForecast
    var decoys: [String]?
    let tokens = JobTokens(first: minted.id)
    var access: LocalAWS.TokenRequestAccess?
    defer { if let access { stage.aws.requestTokens.revoke(access.token) } }
    do {
      let home = folder + "/home"
      try system.files.makeDirectory(home)
      try system.files.makeDirectory(folder + "/tmp")
      if order.plantsDecoys {
        let names = ProfileSearch(system).names(in: order.folders)
        decoys = try DecoyProfiles(stage: stage, system: system).plant(names, asRole: staged.arn, home: home)
      }
      let tokenFile = folder + "/token"
      try system.files.createPrivate(tokenFile, Array(minted.token.reveal().utf8))
      access = try tokenRequest(pipeline, tokens, endpoint)
      let environment = JobEnvironment(
        home: home,
        temporaryDirectory: folder + "/tmp",
        tokenFile: tokenFile,
        roleARN: staged.arn,
        sessionName: SessionName.legal("rehearsal-\(named.name)"),
        region: stage.intent.region,
        endpoint: endpoint,
        platformVariables: Self.platformVariables(pipeline),
        keepsStateInS3: StateBackend.isS3(in: order.folders, system),
        tokenRequest: access.map { (url: $0.url, token: $0.token.exposed) }
      )
      let variables = environment.variables(from: system.environment, passing: order.pass)
      // Before the command runs, which may write to the job's home.
      forecast = ChainForecast(CommandChains.resolutions(of: order.command, environment: variables, system))
      _ = stage.calls.drain()
      result = try await system.run(ProcessRequest(command: order.command, environment: variables))
    } catch {
      try? system.files.removeTree(folder)
      throw error
    }
    let calls = stage.calls.drain()
    var leftBehind: String?
    do {
      try system.files.removeTree(folder)
    } catch {
      leftBehind = "\(error); remove it yourself, the job's token is in it"
    }
    return JobReport(
      command: order.command,
      role: staged.role.name.value,
      pipeline: named.name,
      calls: calls,
      verdict: JobVerdict(calls, tokenIDs: tokens.all, roleARN: staged.arn),
      status: result.shellStatus,
      decoys: decoys,
      forecast: forecast,
      leftBehind: leftBehind
    )
  }

  /// On GitHub a job asks for its tokens itself; on GitLab it has them.
  private func tokenRequest(
    _ pipeline: Pipeline,
    _ tokens: JobTokens,
    _ endpoint: String
  ) throws -> LocalAWS.TokenRequestAccess? {
    guard pipeline.platform.description == "github" else { return nil }
    let press = stage.press
    return try stage.aws.tokenRequestAccess(at: endpoint) { audience in
      let minted = try press.mint(pipeline, layout: press.layouts.first ?? nil, askedFor: audience)
      tokens.add(minted.id)
      return minted.token
    }
  }

  private func choose(_ order: Order) throws -> (Stage.StagedRole, NamedPipeline) {
    var found: [(Stage.StagedRole, NamedPipeline)] = []
    for staged in stage.roles {
      if let role = order.role, !role.utf8.elementsEqual(staged.role.name.value.utf8) { continue }
      for named in staged.role.pipelines where named.name.utf8.elementsEqual(order.pipeline.utf8) {
        found.append((staged, named))
      }
    }
    if found.count == 1, let only = found.first { return only }
    let known = stage.roles.flatMap { staged in
      staged.role.pipelines.map { "  --pipeline '\($0.name)' --role \(staged.role.name.value)" }
    }
    let what =
      found.isEmpty
      ? "no role\(order.role.map { " `\($0)`" } ?? "") admits a pipeline named `\(order.pipeline)`"
      : "several roles admit a pipeline named `\(order.pipeline)`; say which with --role"
    throw RehearsalError(
      .usage,
      TerminalText.escaping(what) + "; the intent has\n" + known.map(TerminalText.escaping).joined(separator: "\n")
    )
  }

  /// The few variables that every job of the platform has and scripts commonly read.
  private static func platformVariables(_ pipeline: Pipeline) -> [String: String] {
    var variables = ["CI": "true"]
    switch pipeline.platform.description {
    case "gitlab":
      variables["GITLAB_CI"] = "true"
      variables["CI_PROJECT_PATH"] = pipeline["project_path"]?.text
      variables["CI_PROJECT_ID"] = pipeline["project_id"]?.text
      variables["CI_COMMIT_REF_NAME"] = pipeline["ref"]?.text
      variables["CI_PIPELINE_SOURCE"] = pipeline["pipeline_source"]?.text
      let isTag = pipeline["ref_type"]?.text == "tag"
      variables[isTag ? "CI_COMMIT_TAG" : "CI_COMMIT_BRANCH"] = pipeline["ref"]?.text
    case "github":
      variables["GITHUB_ACTIONS"] = "true"
      variables["GITHUB_REPOSITORY"] = pipeline["repository"]?.text
      variables["GITHUB_REF"] = pipeline["ref"]?.text
      variables["GITHUB_EVENT_NAME"] = pipeline["event_name"]?.text
    default: break
    }
    return variables
  }
}
