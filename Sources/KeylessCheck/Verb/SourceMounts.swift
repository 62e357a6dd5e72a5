import KeylessSource
import KeylessSystem

/// Checkouts of other projects: `gitlab.com/acme/cicd=DIR`, `acme/pipelines=DIR`.
enum SourceMounts {
  static func mount(
    _ sources: [String],
    in tree: inout SourceTree,
    of root: CheckRoot,
    _ system: System
  ) throws {
    for source in sources {
      guard let equals = source.firstIndex(of: "="), equals != source.startIndex else {
        throw CheckError(.usage, "--source is NAME=DIR, such as gitlab.com/acme/cicd=../cicd")
      }
      let name = String(source[..<equals])
      let folder = String(source[source.index(after: equals)...])
      guard system.files.isDirectory(folder) else {
        throw CheckError(
          .usage,
          "--source \(TerminalText.escaping(name)): there is no folder `\(TerminalText.escaping(folder))`"
        )
      }
      guard SourceTree.resolve(name, in: "") == name else {
        throw CheckError(
          .usage,
          "--source \(TerminalText.escaping(name)): a name is the path of a project, such as gitlab.com/acme/cicd"
        )
      }
      let other = try TreeLoader.load(["."], root: folder, system)
      // What lies in the tree is there already: twice would be two findings, and comments that silence one of them.
      if let inner = root.path(of: folder), !inner.isEmpty, tree.mounts[name] == nil,
        other.files.keys.allSatisfy({ tree[inner + "/" + $0] != nil })
      {
        tree.mounts[name] = inner
        continue
      }
      guard tree.mounts[name] == nil, !tree.files.keys.contains(where: { $0.hasPrefix(name + "/") }) else {
        throw CheckError(
          .usage,
          "--source \(TerminalText.escaping(name)): there are other files of that name already"
        )
      }
      // By the name that was given, so that a finding says whose file it is in.
      for (path, bytes) in other.files { tree[name + "/" + path] = bytes }
      for (path, reason) in other.refused { tree.refused[name + "/" + path] = reason }
      tree.mounts[name] = name
    }
  }
}
