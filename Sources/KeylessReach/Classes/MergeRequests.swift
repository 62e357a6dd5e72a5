import KeylessPlatforms

/// Whether the pipelines of a box can be those of a merge or pull request.
enum MergeRequests {
  private static let source = Point.Value.text(Array("merge_request_event".utf8))
  private static let event = Point.Value.text(Array("pull_request".utf8))
  private static let refs = Array("refs/pull/".utf8)

  static func areIn(_ box: Box, _ form: Form) -> Bool {
    func factor(_ component: String) -> Factor? {
      form.place(of: component).map { box.factors[$0] ?? form.components[$0].domain }
    }
    if form.token?.name == "pull_request" { return true }
    if let sources = factor("pipeline_source") { return sources.contains(source) }
    // A job that names an environment has the environment's subject in a pull request too, and there its ref shows it.
    guard form.token?.layout != nil, let language = factor("ref")?.language else { return false }
    if let events = factor("event_name"), !events.contains(event) { return false }
    return !language.isDead(language.step(language.start, refs))
  }
}
