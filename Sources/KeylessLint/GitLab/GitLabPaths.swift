import KeylessCIHalf
import KeylessSource

/// Files of a script against the paths of artifacts and caches.
enum GitLabPaths {
  /// A file relative to the project; nil when it is outside of it or not known.
  static func path(_ value: ShellValue, in folder: String?) -> String? {
    if value.parts.first == .predefined("CI_PROJECT_DIR") {
      guard let rest = ShellValue(Array(value.parts.dropFirst())).text, rest.hasPrefix("/") else { return nil }
      return SourceTree.resolve(String(rest.dropFirst()), in: "")
    }
    guard let text = value.text, let folder, !text.hasPrefix("~") else { return nil }
    return SourceTree.resolve(text, in: folder)
  }

  /// Whether `artifacts: exclude` leaves a file out: it names files, and a folder stands for nothing below it.
  static func excludes(_ pattern: String, _ path: String) -> Bool {
    path == pattern || GitLabGlob.matches(path, pattern) || GitLabGlob.matches(path, pattern.replacing("**/", with: ""))
  }

  /// Whether a path of `artifacts` or `cache` takes a file in: itself, its folder, or a pattern.
  static func covers(_ pattern: String, _ path: String) -> Bool {
    var pattern = pattern
    for prefix in ["$CI_PROJECT_DIR/", "${CI_PROJECT_DIR}/", "./"] where pattern.hasPrefix(prefix) {
      pattern = String(pattern.dropFirst(prefix.count))
    }
    while pattern.hasSuffix("/") { pattern.removeLast() }
    if pattern == "." || pattern.isEmpty { return true }
    if path == pattern || path.hasPrefix(pattern + "/") { return true }
    guard pattern.contains("*") else { return false }
    // A pattern that names a folder on the way takes in all that is below it.
    var folder = ""
    for part in path.split(separator: "/") {
      folder += (folder.isEmpty ? "" : "/") + part
      if GitLabGlob.matches(folder, pattern) || GitLabGlob.matches(folder, pattern.replacing("**/", with: "")) {
        return true
      }
    }
    return false
  }
}
