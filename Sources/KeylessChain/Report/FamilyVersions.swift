/// The versions of each family of tools that a table shows, in order, by which several of them get one name.
struct FamilyVersions {
  private let families: [String: [String]]

  init(_ tools: [Tool]) {
    families = Dictionary(grouping: tools, by: \.family).mapValues { $0.map(\.version) }
  }

  /// What equal answers of one family become: one, at the place of the first.
  func grouped<Answer: Hashable>(_ answers: [(tool: Tool, answer: Answer)]) -> [(tools: String, answer: Answer)] {
    var groups: [(tools: [Tool], answer: Answer)] = []
    var indices: [String: [Answer: Int]] = [:]
    for (tool, answer) in answers {
      if let index = indices[tool.family]?[answer] {
        groups[index].tools.append(tool)
      } else {
        indices[tool.family, default: [:]][answer] = groups.count
        groups.append(([tool], answer))
      }
    }
    return groups.map { (name($0.tools), $0.answer) }
  }

  /// As in "AWS SDK for .NET" for all of its versions, "Terraform S3 backend from 1.6", "Terraform AWS provider 3".
  private func name(_ tools: [Tool]) -> String {
    guard let first = tools.first, tools.count > 1, let all = families[first.family] else {
      return tools.first?.title ?? ""
    }
    if tools.count == all.count { return first.family }
    let chosen = Set(tools.map(\.version))
    let runs = all.indices.split { !chosen.contains(all[$0]) }
    let words = runs.map { run in
      let (lower, upper) = (all[run[run.startIndex]], all[run[run.index(before: run.endIndex)]])
      if run.count == 1 { return lower }
      if run.startIndex == all.startIndex { return "up to " + upper }
      if run.endIndex == all.endIndex { return "from " + lower }
      return lower + " to " + upper
    }
    return first.family + " " + words.joined(separator: ", ")
  }
}
