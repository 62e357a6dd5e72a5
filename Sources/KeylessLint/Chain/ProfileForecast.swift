import KeylessChain
import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// What the commands of a job make of a profile that a variable names.
struct ProfileForecast {
  private(set) var labels: [Diagnostic.Label] = []
  /// Where a command takes credentials of a profile that the job wrote, and that are not its token's.
  private(set) var written: SourceSpan?

  /// Whether a command stops on a runner that has nothing but what the job writes.
  private(set) var stops = false

  /// Whether it is known for each command that was followed which profile it looks for, and what comes of it.
  private(set) var isKnown = true

  /// Whether every command was followed; what is not says nothing for the job.
  private(set) var isWhole = true

  private static let most = 4
  private static let terraform = (3...6).map { (id: "terraform-provider-v\($0)", version: $0) }
  private static let cli = [(id: "aws-cli-v1", version: 1), (id: "aws-cli-v2", version: 2)]

  private enum Tool { case cli, terraform }

  private struct Asked: Hashable {
    let tool: Tool
    let machine: JobMachine
  }

  init(_ jobs: [CIJob]) {
    var said: Set<String> = []
    var room = 1 << 21
    for job in jobs {
      var last: (command: JobCommand, machine: JobMachine, tools: Set<Tool>)?
      var asked: Set<Asked> = []
      for command in job.commands {
        guard let tool = Self.tool(command) else { continue }
        // Commands in a row find the same machine.
        if let known = last, !JobMachine.isSame(known.command, command) { last = nil }
        if last == nil {
          room -= JobMachine.cost(job, command)
          guard room > 0 else {
            isWhole = false
            return
          }
        }
        var here = last ?? (command, JobMachine(job, command).answering(false), [])
        let isNew = here.tools.insert(tool).inserted
        last = here
        guard isNew, asked.insert(Asked(tool: tool, machine: here.machine)).inserted else { continue }
        guard asked.count <= TerraformRuns.most else {
          isWhole = false
          break
        }
        if here.machine.namesUnknownProfile { isKnown = false }
        for (text, bare, isWritten) in Self.effects(tool, here.machine) {
          if isWritten, written == nil { written = command.span }
          switch bare {
          case .fails: stops = true
          case .unknown: isKnown = false
          case .token, .other: break
          }
          if said.insert(text).inserted, labels.count < Self.most { labels.append(.init(command.span, text)) }
        }
      }
    }
  }

  /// Nil for a command that asks nobody for credentials of the profile.
  private static func tool(_ command: JobCommand) -> Tool? {
    switch command.tool {
    case "aws":
      // An option of its own decides instead, and `aws configure` asks nobody.
      guard let first = command.arguments.first, !["configure", "help", "--version"].contains(first),
        !command.arguments.contains(where: { $0.hasPrefix("--profile") })
      else { return nil }
      return .cli
    case let tool where TerraformRun.isTool(tool):
      return TerraformQuestions(command).contains(.providers) ? .terraform : nil
    default: return nil
    }
  }

  private static func effects(
    _ tool: Tool,
    _ machine: JobMachine
  ) -> [(text: String, bare: ChainOutcome, isWritten: Bool)] {
    let (name, tools) = tool == .cli ? ("AWS CLI", cli) : ("provider", terraform)
    guard let profile = machine.profile else { return [] }
    let isWritten = machine.writes(profile: profile) == true
    var groups: [(versions: [Int], bare: ChainOutcome, having: ChainOutcome?)] = []
    for tool in tools {
      guard let chain = Chains.named(tool.id) else { continue }
      let outcome = { (machine: JobMachine) in ChainOutcome(chain.resolution(Situation(machine.machine))) }
      let bare = outcome(machine)
      let other = isWritten ? bare : outcome(machine.having(profile: profile))
      let having = other == bare ? nil : other
      if let index = groups.firstIndex(where: { $0.bare == bare && $0.having == having }) {
        groups[index].versions.append(tool.version)
      } else {
        groups.append(([tool.version], bare, having))
      }
    }
    return groups.map { group in
      var text = "\(PinnedChains.words(name, group.versions)) \(group.bare.words)"
      if let having = group.having { text += "; on a runner that has such a profile it \(having.silentWords)" }
      if case .other(let kind) = group.bare, isWritten, ![.environment, .container].contains(kind) {
        return (text, group.bare, true)
      }
      return (text, group.bare, false)
    }
  }
}
