import KeylessPlatforms

/// Whether the pipelines of a box can be those of a merge or pull request.
enum MergeRequests {
  private static let source = Point.Value.text(Array("merge_request_event".utf8))

  static func areIn(_ box: Box, _ form: Form) -> Bool {
    if form.token?.name == "pull_request" { return true }
    guard let index = form.place(of: "pipeline_source") else { return false }
    return (box.factors[index] ?? form.components[index].domain).contains(source)
  }
}
