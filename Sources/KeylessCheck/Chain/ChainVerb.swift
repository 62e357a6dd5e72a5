import KeylessAWSHalf
package import KeylessChain
import KeylessCredentials
import KeylessSource
package import KeylessSystem

/// `keyless chain`: which link of the credential chain fires, per tool, and what it shadows.
package struct ChainVerb: Sendable {
  /// The tool's id; nil: what the Terraform files here sign in with, or all tools where there are none.
  package var tool: String?
  /// All tools, whatever files are here.
  package var all = false
  /// Where the Terraform configuration is.
  package var directory = "."
  /// A profile as the tool's own argument, as in `aws --profile`.
  package var profile: String?
  /// A JSON object of environment variables that stands for this process's.
  package var environmentFile: String?
  /// A folder that stands for `/`.
  package var root: String?
  package var format = ChainFormat.text
  /// Performs the exchange, and says who one is then.
  package var isLive = false
  /// Performs it against recorded traffic.
  package var replay: String?
  package var expected: LinkKind?
  package var variableFiles: [String] = []
  package var variables: [String] = []
  /// What `terraform init` is given with `-backend-config`, as `KEY=VALUE`.
  package var backendConfiguration: [String] = []

  package init() {}

  /// 0; 1 when another link than the expected one fires, or when the exchange is refused.
  package func run(_ system: System) async throws -> Int32 {
    let files = SeenFiles()
    let machine = try DescribedMachine(environmentFile, root).machine(
      files,
      asksMetadata: isLive || replay != nil,
      system
    )
    let questions = try questions(files, system)
    let answers = questions.map { question in
      ChainAnswer(question, question.resolution(situation(question, machine, files, system)))
    }
    let words = PlaceWords(
      files.all,
      home: Self.home(machine),
      directory: directory,
      configuration: files.configuration
    )
    let outcomes = try await exchange(answers, machine, files, system)
    system.printOutput(report(answers, outcomes, words))
    let surprises = answers.filter { answer in expected.map { answer.resolution.fired?.kind != $0 } ?? false }
    for surprise in surprises {
      system.printError("keyless: \(surprise.surprise(expecting: expected, words))\n")
    }
    // A tool that swallows a refusal gets in by another link than the one that fired.
    let strayed = outcomes.compactMap(\.obtainedBy).filter { link in expected.map { $0.rawValue != link } ?? false }
    for link in strayed where surprises.isEmpty {
      system.printError("keyless: \(expected?.rawValue ?? "") was expected, and \(link) gave the credentials\n")
    }
    return surprises.isEmpty && strayed.isEmpty && outcomes.allSatisfy(\.isGood) ? 0 : 1
  }

  /// Terraform runs in the folder of its configuration, where relative paths begin.
  private func situation(
    _ question: ChainQuestion,
    _ machine: KeylessChain.Machine,
    _ files: SeenFiles,
    _ system: System
  ) -> Situation {
    guard question.title != nil else { return Situation(machine, question.arguments) }
    var machine = machine
    if root == nil {
      machine.directory = directory
    } else {
      machine = DescribedMachine.running(machine, in: directory, files, system)
    }
    return Situation(machine, question.arguments)
  }

  private func questions(_ files: SeenFiles, _ system: System) throws -> [ChainQuestion] {
    let own = ToolArguments(profile.map { ["profile": .value($0, nil)] } ?? [:])
    if let tool, let chain = Chains.named(tool), !chain.tool.isTerraform { return [ChainQuestion(chain, own)] }
    // The described variables stand for this process's for Terraform too.
    var described = system
    described.environment = try DescribedMachine.environment(environmentFile, system) ?? system.environment
    let line = TerraformFlags(environment: described.environment)
    let inputs = try TerraformSettings.inputs(
      files: (line.variableFiles + variableFiles).map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 },
      values: line.variables + variables,
      described
    )
    let signIns = try TerraformSignIns.read(
      directory,
      inputs,
      files,
      system,
      choosesChain: tool == nil,
      mayHaveNone: tool != nil || all
    )
    .map { question in
      question.completed(
        by: line.backendConfiguration + backendConfiguration,
        isWhole: !backendConfiguration.isEmpty
      )
    }
    // Whichever comes last counts, and Terraform puts the variable's before the command's own.
    let order = "`TF_CLI_ARGS` holds a `-var`, and which counts beside --var-file is not read"
    if let problem = line.problem ?? (line.variables.isEmpty || variableFiles.isEmpty ? nil : order), !signIns.isEmpty {
      throw CheckError(.failure, "\(problem): unset it, and give what it says with --var and --var-file")
    }
    guard let tool else {
      if profile != nil, !all, !signIns.isEmpty {
        throw CheckError(.usage, "--profile is a tool's own argument: name the tool with --tool, or ask about --all")
      }
      let others = Chains.all.filter { all && !$0.tool.isTerraform }.map { ChainQuestion($0, own) }
      if !signIns.isEmpty { return signIns + others }
      if isLive || replay != nil {
        throw CheckError(
          .usage,
          "--live and --replay are about one tool, and no Terraform file in \(TerminalText.escaping(directory)) says which: "
            + "name it with --tool"
        )
      }
      return Chains.all.map { ChainQuestion($0, own) }
    }
    guard let chain = Chains.named(tool) else {
      let known = Chains.all.map(\.tool.id).joined(separator: ", ")
      throw CheckError(.usage, "there is no tool `\(TerminalText.escaping(tool))`; known are \(known)")
    }
    let asked = chain.tool.isTerraform && profile == nil ? signIns.filter { $0.isAbout(chain.tool) } : []
    return asked.isEmpty ? [ChainQuestion(chain, own)] : asked.map { $0.by(chain) }
  }

  private static func home(_ machine: KeylessChain.Machine) -> String? {
    if case .value(let home, _) = machine.environment["HOME"] { return home }
    return nil
  }

  private func exchange(
    _ answers: [ChainAnswer],
    _ machine: KeylessChain.Machine,
    _ files: SeenFiles,
    _ system: System
  ) async throws -> [ExchangeOutcome] {
    guard isLive || replay != nil else { return [] }
    var system = system
    var recorded: RecordedTraffic?
    if let replay {
      let traffic: RecordedTraffic
      do { traffic = try RecordedTraffic(reading: replay, system) } catch let problem as RecordedTraffic.Problem {
        throw CheckError(.usage, "--replay \(TerminalText.escaping(replay)): \(problem)")
      }
      system.send = { try traffic.send($0) }
      recorded = traffic
    }
    // Whoever describes a machine must not choose what runs on this one.
    let isThisMachine = environmentFile == nil && root == nil && replay == nil
    var outcomes: [ExchangeOutcome] = []
    for answer in answers {
      let situation = situation(answer.question, machine, files, system)
      let programs: CredentialExchange.Programs = isThisMachine && !answer.question.namesFiles ? .run : .refuse
      outcomes.append(await ExchangeOutcome(answer, situation, system, programs: programs))
    }
    if let recorded { warn(ofUnused: recorded, system) }
    return outcomes
  }

  /// A recording that is longer than what was asked is one of something else.
  private func warn(ofUnused traffic: RecordedTraffic, _ system: System) {
    let count = traffic.unused
    guard count > 0 else { return }
    system.printError("keyless: \(count) recorded exchange\(count == 1 ? " was" : "s were") not asked for\n")
  }

  private func report(_ answers: [ChainAnswer], _ outcomes: [ExchangeOutcome], _ words: PlaceWords) -> String {
    let exchanged = zip(answers, outcomes).map { answer, outcome in
      outcome.text(of: answers.count > 1 ? answer.titled.tool.title : nil)
    }
    switch format {
    case .json: return ChainJSON(answers, outcomes, isSingle: tool != nil && answers.count == 1).text(words)
    case .text where all || (tool == nil && answers.count > 6):
      return ChainTable(answers.map(\.labelled), words).text + exchanged.joined()
    case .text:
      let texts = answers.enumerated().map { index, answer in
        ResolutionText(answer.titled, words, onRefusedExchange: answer.question.chain.onRefusedExchange).text
          + (exchanged.isEmpty ? "" : exchanged[index])
      }
      return texts.joined(separator: "\n")
    }
  }
}
