import Foundation
import KeylessCIHalf
import KeylessSource

/// A folder of files as a tree: `project` and `mounts` in it say whose it is and where other projects stand.
struct FixtureTree {
  var tree = SourceTree()
  var project = CIProject()

  init(_ folder: URL) throws {
    let root = folder.path(percentEncoded: false)
    for name in try FileManager.default.subpathsOfDirectory(atPath: root).sorted() where name != "expected" {
      let path = root + "/" + name
      guard let data = try? Data(contentsOf: URL(filePath: path)) else { continue }
      let bytes = Array(data)
      if name == "project" {
        let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init)
        project = CIProject(path: words[0], host: words.count > 1 ? words[1] : nil)
      } else if name == "mounts" {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
          let words = line.split(separator: " ").map(String.init)
          tree.mounts[words[0]] = words[1]
        }
      } else {
        tree[name] = bytes
      }
    }
  }

  func dump() -> String {
    JobDump.text(GitLabReader.half(GitLabReader.read(tree, project: project)), tree.sources)
  }
}
