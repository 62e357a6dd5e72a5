/// The user's files as a value: what was read, what was refused, and where the files of other projects are mounted.
///
/// Paths are relative to the root, with `/`, without `.` and `..`; `""` is the root itself. Whoever reads the disk fills
/// it, bounded and without following links out of the tree; everything above only looks things up.
package struct SourceTree: Sendable {
  /// The bytes of every file that was read, by path.
  package private(set) var files: [String: [UInt8]] = [:]
  /// Files that exist and were not read, with the reason as a clause: `is larger than 16 MB`, `is a FIFO`.
  package var refused: [String: String] = [:]
  /// Checkouts of other projects: `gitlab.com/acme/cicd` or `acme/pipelines` to the folder of the tree that holds it.
  package var mounts: [String: String] = [:]
  /// The names of each folder's own files, in byte order.
  private var folders: [String: [String]] = [:]

  package init() {}

  package init(_ files: [String: [UInt8]]) {
    for (path, bytes) in files { self[path] = bytes }
  }

  package subscript(path: String) -> [UInt8]? {
    get { files[path] }
    set {
      let (folder, name) = Self.split(path)
      if files[path] == nil, newValue != nil { folders[folder, default: []].append(name) }
      if files[path] != nil, newValue == nil { folders[folder]?.removeAll { $0 == name } }
      files[path] = newValue
    }
  }

  /// Every folder that holds a file itself, in byte order.
  package var foldersWithFiles: [String] {
    folders.filter { !$0.value.isEmpty }.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The paths of a folder's own files, in byte order.
  package func files(in folder: String) -> [String] {
    (folders[folder] ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { folder.isEmpty ? $0 : folder + "/" + $0 }
  }

  /// The texts that spans point into.
  package var sources: SourceFiles {
    var sources = SourceFiles()
    for (path, bytes) in files { sources[path] = bytes }
    return sources
  }

  /// Folder and name of a path.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// A path as it is written beside a file of `folder`, as a path of the tree; nil when it is absolute or leaves the tree.
  package static func resolve(_ path: String, in folder: String) -> String? {
    guard !path.utf8.starts(with: "/".utf8) else { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }
}
