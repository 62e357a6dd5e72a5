/// Generated text files, by path below one folder.
package struct FileTree: Hashable, Sendable {
  /// In the order of their paths' bytes, so that the same intent gives the same tree.
  package private(set) var files: [File]

  package struct File: Hashable, Sendable {
    /// Relative, with `/`, without `.` and `..`.
    package var path: String
    package var text: String
    /// Whether the file is a program; its mode is then 0755, else 0644.
    package var isExecutable: Bool

    package init(_ path: String, _ text: String, isExecutable: Bool = false) {
      self.path = path
      self.text = text
      self.isExecutable = isExecutable
    }
  }

  package init(_ files: [File]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  package subscript(path: String) -> String? {
    files.first { $0.path.utf8.elementsEqual(path.utf8) }?.text
  }
}
