import KeylessSource

/// `aws configure`.
extension ShellWrites {
  static func configured(_ step: ShellStep, _ state: ShellState) -> JobWrite? {
    let unknown = JobWrite(
      path: nil,
      .unknown("is changed by `aws configure`"),
      isSure: step.isSure,
      at: step.span
    )
    var words: [(word: ShellWord, value: ShellValue)] = []
    var named: String?
    var rest = Array(step.arguments.dropFirst())[...]
    while let next = rest.popFirst() {
      guard let text = next.value.text, text.hasPrefix("--") else {
        words.append(next)
        continue
      }
      if text == "--profile" {
        guard let name = rest.popFirst()?.value.text else { return unknown }
        named = name
      } else if text.hasPrefix("--profile=") {
        named = String(text.dropFirst("--profile=".count))
      } else {
        return unknown
      }
    }
    if ["list", "list-profiles", "get"].contains(words.first?.value.text) { return nil }
    guard words.count == 3, words[0].value.text == "set", var key = words[1].value.text else { return unknown }
    var profile = named
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: break
    case 2 where parts[0] == "default": (profile, key) = ("default", parts[1])
    case 3 where parts[0] == "profile": (profile, key) = (parts[1], parts[2])
    default: return unknown
    }
    if profile == nil {
      // The variables name it then, the command's own before the script's.
      for name in ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] {
        guard let variable = step.assigned[name] ?? state.variables[name], !variable.isUnset else { continue }
        guard let text = variable.value.text else { return unknown }
        if !text.isEmpty, profile == nil { profile = text }
      }
    }
    let value = words[2].value.text(source: words[2].word.source, at: words[2].word.span)
    return JobWrite(
      path: nil,
      .setting(profile: profile ?? "default", key: key, value),
      isSure: step.isSure,
      at: step.span
    )
  }
}
