import KeylessPlatforms

/// What was probably meant by a subject that nobody has; whether somebody has these is for the reach to say.
enum NearestSubjects {
  static func all(_ text: String, _ platform: PlatformID?) -> [String] {
    let found =
      switch platform {
      case "github": gitHub(text)
      case "gitlab": gitLab(text)
      default: [String]()
      }
    var out: [String] = []
    for one in found
    where !out.contains(where: { $0.utf8.elementsEqual(one.utf8) }) && !one.utf8.elementsEqual(text.utf8) {
      out.append(one)
    }
    return out
  }

  private static func gitHub(_ text: String) -> [String] {
    let (project, context) = parts(text, starts: ["repo:", "repository:", "project_path:"], heads: gitHubContexts)
    let start = "repo:\(project ?? "OWNER/NAME"):"
    let tail = last(context)
    var out: [String] = []
    if context.isEmpty { return [start + "ref:refs/heads/main"] }
    if tail.contains("refs/") { out.append(start + "ref:" + from("refs/", in: tail)) }
    if context.contains("env") { out.append(start + "environment:" + tail) }
    if context.contains("pull") || context.contains("merge") { out.append(start + "pull_request") }
    if context.contains("tag") { out.append(start + "ref:refs/tags/" + tail) }
    out.append(start + "ref:refs/heads/" + tail)
    return out
  }

  private static func gitLab(_ text: String) -> [String] {
    let (project, context) = parts(text, starts: ["project_path:", "repo:", "project:"], heads: gitLabContexts)
    let start = "project_path:\(project ?? "GROUP/PROJECT"):"
    if context.isEmpty { return [start + "ref_type:branch:ref:main"] }
    let tail = last(context)
    let isTag = context.contains("ref_type:tag") || context.contains("refs/tags/") || context.hasPrefix("tag:")
    let name = ["refs/heads/", "refs/tags/", "heads/", "tags/"].first { tail.hasPrefix($0) }
      .map { String(tail.dropFirst($0.count)) }
    return [start + "ref_type:\(isTag ? "tag" : "branch"):ref:" + (name ?? tail)]
  }

  private static let gitHubContexts = ["ref", "branch", "tag", "environment", "env", "pull_request", "refs", "main"]
  private static let gitLabContexts = ["ref", "ref_type", "branch", "tag", "refs", "environment"]

  /// The project, if the text names one, and what stands behind it.
  private static func parts(_ text: String, starts: [String], heads: [String]) -> (project: String?, context: String) {
    var rest = Substring(text)
    if let start = starts.first(where: { text.hasPrefix($0) }) { rest = rest.dropFirst(start.count) }
    let pieces = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let first = pieces.first.map(String.init) ?? ""
    if heads.contains(first) || !first.contains("/") || first.hasPrefix("refs/") { return (nil, String(rest)) }
    return (first, pieces.count > 1 ? String(pieces[1]) : "")
  }

  private static func last(_ context: String) -> String {
    context.split(separator: ":", omittingEmptySubsequences: false).last.map(String.init) ?? ""
  }

  private static func from(_ start: String, in text: String) -> String {
    text.firstRange(of: start).map { String(text[$0.lowerBound...]) } ?? text
  }
}
