import KeylessAWS
package import KeylessGenerate
import KeylessSource
package import KeylessSystem

/// A folder that generated trees are written into.
///
/// A manifest beside the files says what keyless wrote, so that a later run may replace or remove exactly that, and a file
/// that somebody edited is theirs.
package struct TreeFolder {
  package let path: String
  private let system: System

  static let manifest = ".keyless-generated.json"
  private static let limit = 1 << 22

  package init(_ path: String, _ system: System) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.system = system
  }

  /// What writing a tree would do.
  package struct Plan: Sendable {
    package var created: [FileTree.File] = []
    package var replaced: [FileTree.File] = []
    /// Written by an earlier run, unchanged since, and in the tree no more.
    package var removed: [String] = []
    package var unchanged: [String] = []
    /// Not as keyless wrote it: what is there, and what would take its place; nil: nothing would.
    package var foreign: [(path: String, old: String, new: String?)] = []
  }

  package func plan(_ tree: FileTree) throws -> Plan {
    let known = try written()
    var plan = Plan()
    for file in tree.files {
      guard let old = try system.files.read(place(file.path), Self.limit) else {
        plan.created.append(file)
        continue
      }
      if old.elementsEqual(file.text.utf8) {
        plan.unchanged.append(file.path)
      } else if known[file.path] == ContentDigest.sha256(old) {
        plan.replaced.append(file)
      } else {
        plan.foreign.append((file.path, String(decoding: old, as: UTF8.self), file.text))
      }
    }
    for path in known.keys.sorted() where tree[path] == nil {
      guard let old = try system.files.read(place(path), Self.limit) else { continue }
      if known[path] == ContentDigest.sha256(old) {
        plan.removed.append(path)
      } else {
        plan.foreign.append((path, String(decoding: old, as: UTF8.self), nil))
      }
    }
    return plan
  }

  /// Writes file by file, the manifest before the first and after the last one, so that an interrupted run can be repeated.
  package func write(_ tree: FileTree, _ plan: Plan, overForeign: Bool) throws {
    var known = try written()
    let replaced =
      plan.replaced + (overForeign ? tree.files.filter { file in plan.foreign.contains { $0.path == file.path } } : [])
    for file in plan.created + replaced { known[file.path] = ContentDigest.sha256(Array(file.text.utf8)) }
    for path in plan.unchanged { known[path] = ContentDigest.sha256(Array((tree[path] ?? "").utf8)) }
    try Self.make(path, system)
    try save(known)
    for file in plan.created + replaced {
      try Self.make(system.files.folder(of: place(file.path)), system)
      try put(place(file.path), Array(file.text.utf8), isProgram: file.isExecutable)
    }
    for path in plan.removed {
      try system.files.removeFile(place(path))
      known[path] = nil
    }
    try save(known)
  }

  private func place(_ file: String) -> String { path + "/" + file }

  /// Digests by path; a manifest that cannot be read knows of nothing.
  private func written() throws -> [String: String] {
    guard let bytes = try system.files.read(place(Self.manifest), Self.limit) else { return [:] }
    guard let json = try? JSONParser.parse(bytes).plain, case .object(let members)? = json["files"] else { return [:] }
    var out: [String: String] = [:]
    for member in members where Self.isBelow(member.name) { out[member.name] = member.value.string }
    return out
  }

  /// Whether a path of a manifest, which anybody may have written, stays in the folder.
  private static func isBelow(_ path: String) -> Bool {
    !path.isEmpty && path.utf8.first != UInt8(ascii: "/")
      && path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
  }

  private func save(_ digests: [String: String]) throws {
    let files = digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let json: JSON = [
      "note": "Written by keyless. It tells its own files from those that somebody edited.",
      "files": .object(files.map { JSON.Member($0.key, .string($0.value)) }),
    ]
    try put(place(Self.manifest), Array((json.pretty + "\n").utf8), isProgram: false)
  }

  /// A whole file or none.
  private func put(_ path: String, _ bytes: [UInt8], isProgram: Bool) throws {
    let draft = path + ".keyless-new"
    try system.files.removeFile(draft)
    try system.files.createShared(draft, bytes, isProgram)
    try system.files.move(draft, path, true)
  }

  /// The folder and those above it, where they are missing.
  static func make(_ path: String, _ system: System) throws {
    if path.isEmpty || system.files.isDirectory(path) { return }
    let parent = system.files.folder(of: path)
    if parent != path { try make(parent, system) }
    try system.files.makeSharedDirectory(path)
  }
}
