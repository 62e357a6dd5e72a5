import KeylessCIHalf
import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// What the token of an example says, with `…` in the place of what it has only because nobody told it: a project, its
/// ids, an actor.
struct ToldClaim {
  private let example: RegionMatch.Example
  private let region: PipelineRegion
  private let knowsFile: Bool

  init(_ example: RegionMatch.Example, _ region: PipelineRegion, _ job: CIJob) {
    self.example = example
    self.region = region
    // A workflow of another repository is named whatever the job's own is.
    if case .literal? = job.jobWorkflowRef?.parts.first { knowsFile = true } else { knowsFile = job.project != nil }
  }

  /// Nil where the value is no single text.
  func words(_ key: ConditionKey) -> String? {
    switch example.form.source(of: key) {
    case .absent, .unknown: return nil
    case .component(let index): return words(index)
    case .template(let segments, _):
      var out = ""
      for segment in segments {
        switch segment {
        case .literal(let bytes): out += String(decoding: bytes, as: UTF8.self)
        case .component(let index, let escape):
          guard let words = words(index) else { return nil }
          out += words == Self.hidden ? words : escape.apply(to: words)
        }
      }
      return Self.joined(out)
    }
  }

  private func words(_ index: Int) -> String? {
    guard let text = example.point.values[index].text else { return nil }
    let component = example.form.components[index]
    if Self.files.contains(component.name), region.components[component.name] != nil {
      // What stands before the workflow's folder is the project.
      guard !knowsFile, let range = text.firstRange(of: "/.github/") else { return text }
      return Self.hidden + text[range.lowerBound...]
    }
    return isTold(component) ? text : Self.hidden
  }

  private func isTold(_ component: Component) -> Bool {
    if region.assumed.contains(component.name) { return false }
    return region.components[component.name] != nil || component.origin != .pipeline
      || Self.kinds.contains(component.name)
  }

  /// An unknown owner with its id before an unknown name with its own is one unknown project.
  private static func joined(_ text: String) -> String {
    var (out, rest) = ("", text[...])
    while let range = rest.firstRange(of: hidden) {
      out += rest[..<range.upperBound]
      rest = rest[range.upperBound...]
      while let next = rest.first, next == "@" || next == "/", rest.dropFirst().hasPrefix(hidden) {
        rest = rest.dropFirst(1 + hidden.count)
      }
    }
    return out + rest
  }

  private static let hidden = "…"
  private static let files: Set<String> = ["workflow_ref", "job_workflow_ref"]
  /// What each run has one of a few values of, or a name that stands for any other: an example tells more than nothing.
  private static let kinds: Set<String> = [
    "ref", "ref_protected", "pipeline_source", "runner_environment", "user_access_level", "event_name",
  ]
}
