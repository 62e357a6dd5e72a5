import KeylessSource

/// Where `cd` leads.
extension ShellRun {
  /// A folder as `cd` takes it, relative to the project's root.
  func folder(_ value: ShellValue?) -> String? {
    guard let value else { return nil }
    if value.parts.first == .predefined("CI_PROJECT_DIR") || value.parts.first == .predefined("GITHUB_WORKSPACE") {
      guard let rest = ShellValue(Array(value.parts.dropFirst())).text else { return nil }
      if rest.isEmpty { return "" }
      return rest.utf8.first == UInt8(ascii: "/") ? SourceTree.resolve(String(rest.dropFirst()), in: "") : nil
    }
    guard let text = value.text, !text.isEmpty, let folder = state.folder, text != "-", !text.hasPrefix("~") else {
      return nil
    }
    return SourceTree.resolve(text, in: folder)
  }
}
