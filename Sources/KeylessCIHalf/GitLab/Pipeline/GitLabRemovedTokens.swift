import KeylessSource

/// Looks for `$CI_JOB_JWT` and its like, which GitLab 17.0 removed, in a job's text.
struct GitLabRemovedTokens {
  let tree: SourceTree

  private static let names = ["CI_JOB_JWT_V2", "CI_JOB_JWT_V1", "CI_JOB_JWT"]

  func places(in body: GitLabNode, variables: GitLabNode?) -> [Located<String>] {
    var found: [Located<String>] = []
    collect(body, &found)
    if let variables { collect(variables, &found) }
    var seen: Set<SourceSpan> = []
    return found.filter { seen.insert($0.span).inserted }
  }

  private func collect(_ node: GitLabNode, _ found: inout [Located<String>]) {
    switch node.value {
    case .unknown: break
    case .sequence(let nodes): for child in nodes { collect(child, &found) }
    case .mapping(let entries): for entry in entries { collect(entry.value, &found) }
    case .scalar(let scalar):
      guard scalar.text.contains("CI_JOB_JWT"), let source = tree[node.span.file] else { return }
      let places = node.places ?? ScalarPlaces(scalar, range: node.span.range, in: source)
      let bytes = Array(scalar.text.utf8)
      for index in bytes.indices where bytes[index] == UInt8(ascii: "$") {
        let start = index + (index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{") ? 2 : 1)
        var end = start
        while end < bytes.count, GitLabVariables.isName(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[min(start, bytes.count)..<max(end, min(start, bytes.count))], as: UTF8.self)
        guard Self.names.contains(name) else { continue }
        let range = places.range(of: start..<end) ?? node.span.range
        found.append(Located(name, at: SourceSpan(file: node.span.file, range: range)))
      }
    }
  }
}
