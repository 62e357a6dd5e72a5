import KeylessSource

/// The page "Which link fires?", made of nothing but what the resolvers answer.
package enum ChainBook {
  package static var markdown: String {
    var lines = [
      "# Which link fires?", "",
      "Every AWS SDK and tool looks for credentials in an order of its own. This page is what `keyless chain` answers in the",
      "situations that people meet; it is generated from the same code. The last table says which tools our tests compare with the",
      "real client, and from which sources the rest is derived. \"The job's token\" is `AWS_WEB_IDENTITY_TOKEN_FILE` with",
      "`AWS_ROLE_ARN` and `AWS_ROLE_SESSION_NAME`. A tool that takes no `profile` of its own does there what it does without one.",
      "",
    ]
    for scene in ChainScene.all { lines += section(scene) }
    lines += order + links + evidence
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ scene: ChainScene) -> [String] {
    let answers = Chains.all.map { chain in
      (tool: chain.tool, answer: answer(chain.resolution(Situation(scene.machine, scene.arguments))))
    }
    var rows: [(answer: String, tools: [String])] = []
    for group in FamilyVersions(Chains.all.map(\.tool)).grouped(answers) {
      if let index = rows.firstIndex(where: { $0.answer == group.answer }) {
        rows[index].tools.append(group.tools)
      } else {
        rows.append((group.answer, [group.tools]))
      }
    }
    return ["## " + heading(scene.title), "", "| what happens | in |", "|---|---|"]
      + rows.map { "| \($0.answer) | \($0.tools.joined(separator: "; ")) |" } + [""]
  }

  /// An ellipsis goes on from the first situation.
  private static func heading(_ title: String) -> String {
    let whole = title.hasPrefix("… ") ? "the job's token " + title.dropFirst(2) : title
    return whole.prefix(1).uppercased() + whole.dropFirst()
  }

  private static func answer(_ resolution: Resolution) -> String {
    switch resolution.outcome {
    case .fired(let link): return "`\(link.kind.rawValue)`"
    case .failed(let failure):
      let line = failure.text.split(separator: "\n").first.map(String.init) ?? ""
      return "error: \(escaped(line))"
    case .unknown(let unknown, _): return "unknown: \(escaped("\(unknown.input.words) \(unknown.reason)"))"
    }
  }

  private static func escaped(_ text: String) -> String {
    TerminalText.escaping(text).replacing("|", with: "\\|").replacing("<", with: "\\<")
  }

  private static var order: [String] {
    let answers = Chains.all.map { chain in
      let resolution = chain.resolution(Situation(ChainScene.everything.machine, ChainScene.everything.arguments))
      let kinds = [resolution.fired?.kind].compactMap(\.self) + resolution.shadowed.map(\.kind)
      return (tool: chain.tool, answer: kinds.map { "`\($0.rawValue)`" }.joined(separator: " → "))
    }
    return [
      "## In which order", "",
      "With keys in the environment, the job's token, static keys in `[default]`, a container endpoint and a role of the machine:",
      "", "| tool | asks |", "|---|---|",
    ] + FamilyVersions(Chains.all.map(\.tool)).grouped(answers).map { "| \($0.tools) | \($0.answer) |" } + [""]
  }

  private static var links: [String] {
    ["## The links", "", "| link | gives |", "|---|---|"]
      + LinkKind.allCases.map { "| `\($0.rawValue)` | \($0.words) |" } + [""]
  }

  private static var evidence: [String] {
    let rows = Chains.all.map { chain in
      switch chain.evidence {
      case .verified(let what): "| `\(chain.tool.id)` | \(chain.tool.title) | verified against \(what) |"
      case .derived(let what): "| `\(chain.tool.id)` | \(chain.tool.title) | derived from \(what) |"
      }
    }
    return ["## How we know", "", "| `--tool` | tool | |", "|---|---|---|"] + rows
  }
}
