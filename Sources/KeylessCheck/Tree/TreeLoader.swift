package import KeylessSource
package import KeylessSystem

/// Reads the files that the two halves are written in from a disk into a `SourceTree`, bounded and without following links.
package struct TreeLoader {
  /// More than any policy or pipeline needs; what is larger is named and left out.
  package static let largestFile = 16 << 20
  package static let mostBytes = 512 << 20
  package static let mostFiles = 100_000
  static let mostEntries = 100_000
  static let deepest = 64

  private let system: System
  private var tree = SourceTree()
  private var total = 0
  private var count = 0
  /// Called with the number of files read so far.
  private let progress: (Int) -> Void

  private init(_ system: System, _ progress: @escaping (Int) -> Void) {
    self.system = system
    self.progress = progress
  }

  /// The files below some paths, named relative to `root`.
  ///
  /// A path that is a file is read whatever its name. Throws `CheckError` for a path that does not exist, unless there may
  /// be less there than was asked for, as at an earlier revision.
  package static func load(
    _ paths: [String],
    root: String,
    ignoring ignored: (String) -> Bool = { _ in false },
    mayLack: Bool = false,
    progress: @escaping (Int) -> Void = { _ in },
    _ system: System
  ) throws -> SourceTree {
    var loader = TreeLoader(system, progress)
    for path in paths {
      let place = root == "." ? path : path == "." ? root : root + "/" + path
      if system.files.isDirectory(place) {
        try loader.folder(place, named: path == "." ? "" : path, depth: 0, ignored)
      } else {
        try loader.file(place, named: path, isAsked: true, mayLack: mayLack)
      }
    }
    return loader.tree
  }

  private mutating func folder(
    _ place: String,
    named name: String,
    depth: Int,
    _ ignored: (String) -> Bool
  ) throws {
    guard depth <= Self.deepest else {
      tree.refused[name] = "is nested more than \(Self.deepest) folders deep"
      return
    }
    let entries: [DirectoryEntry]
    do { entries = try system.files.entries(place, Self.mostEntries) } catch {
      tree.refused[name] = "cannot be listed: \(error)"
      return
    }
    for entry in entries {
      let inner = name.isEmpty ? entry.name : name + "/" + entry.name
      if ignored(inner) { continue }
      switch entry.kind {
      case .directory:
        if Self.isSkipped(inner) { continue }
        try folder(place + "/" + entry.name, named: inner, depth: depth + 1, ignored)
      case .file:
        if Self.isWanted(entry.name) { try file(place + "/" + entry.name, named: inner, isAsked: false) }
      case .link:
        if Self.isWanted(entry.name) {
          tree.refused[inner] = "is a symbolic link, and links are not followed"
        } else if !Self.isSkipped(inner), system.files.isDirectory(place + "/" + entry.name) {
          tree.refused[inner] = "is a symbolic link to a folder, and links are not followed"
        }
      case .other:
        if Self.isWanted(entry.name) { tree.refused[inner] = "is no regular file" }
      }
    }
  }

  private mutating func file(_ place: String, named name: String, isAsked: Bool, mayLack: Bool = false) throws {
    if tree[name] != nil { return }
    guard count < Self.mostFiles, total < Self.mostBytes else {
      throw CheckError(
        .failure,
        "reading the files stopped at \(count) files and \(total >> 20) MB: name the folders that matter, or leave some out with `check.ignore` in keyless.yaml"
      )
    }
    let limit = isAsked ? Self.largestFile * 8 : Self.largestFile
    do {
      guard let bytes = try system.files.read(place, limit) else {
        if isAsked, !mayLack { throw CheckError(.usage, "there is no file or folder `\(TerminalText.escaping(name))`") }
        return
      }
      tree[name] = bytes
      total += bytes.count
      count += 1
      if count.isMultiple(of: 500) { progress(count) }
    } catch let error as SystemError {
      if isAsked { throw error }
      tree.refused[name] = error.code == .fileTooLarge ? "is larger than \(limit >> 20) MB" : "cannot be read"
    }
  }

  /// Folders that hold nothing of a user's own, or a great deal of nothing that matters here.
  private static func isSkipped(_ path: String) -> Bool {
    if path == ".terraform/providers" || path.hasSuffix("/.terraform/providers") { return true }
    return [".git", "node_modules", ".build", ".venv", "__pycache__", ".terragrunt-cache"]
      .contains(SourceTree.split(path).name)
  }

  /// By name: Terraform and OpenTofu, policies and dumps, CI files, and templates.
  private static func isWanted(_ name: String) -> Bool {
    endings.contains { name.utf8.count > $0.utf8.count && name.hasSuffix($0) }
  }

  private static let endings = [
    ".tf", ".tofu", ".tfvars", ".lock.hcl", ".json", ".yml", ".yaml", ".tftpl", ".tpl", ".tmpl", ".template", ".sh",
  ]
}
