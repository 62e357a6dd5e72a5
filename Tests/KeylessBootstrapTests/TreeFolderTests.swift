import KeylessBootstrap
import KeylessGenerate
import KeylessSystem
import KeylessTesting
import Testing

@Suite("generated trees on the disk")
struct TreeFolderTests {
  /// A folder of its own, removed afterwards.
  private func inFolder(_ test: (String, System) throws -> Void) throws {
    let system = System.live()
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    try test(folder + "/half", system)
  }

  private func write(
    _ tree: FileTree,
    _ folder: String,
    force: Bool = false,
    _ system: System
  ) throws -> TreeFolder.Plan {
    let target = TreeFolder(folder, system)
    let plan = try target.plan(tree)
    try target.write(tree, plan, overForeign: force)
    return plan
  }

  private func text(_ path: String, _ system: System) throws -> String? {
    try system.files.read(path, 1 << 20).map { String(decoding: $0, as: UTF8.self) }
  }

  private let first = FileTree([.init("a.tf", "one\n"), .init("tests/b.sh", "two\n", isExecutable: true)])

  @Test("the first run makes everything, the second one finds it as it was")
  func twice() throws {
    try inFolder { folder, system in
      #expect(try write(first, folder, system).created.map(\.path) == ["a.tf", "tests/b.sh"])
      #expect(try text(folder + "/tests/b.sh", system) == "two\n")
      let again = try TreeFolder(folder, system).plan(first)
      #expect(again.unchanged == ["a.tf", "tests/b.sh"])
      #expect(again.created.isEmpty && again.replaced.isEmpty && again.foreign.isEmpty)
    }
  }

  @Test("its own files are replaced and removed, somebody else's are left alone")
  func next() throws {
    try inFolder { folder, system in
      _ = try write(first, folder, system)
      try system.files.createShared(folder + "/mine.tf", Array("mine".utf8), false)
      let plan = try write(FileTree([.init("a.tf", "new\n")]), folder, system)
      #expect(plan.replaced.map(\.path) == ["a.tf"])
      #expect(plan.removed == ["tests/b.sh"])
      #expect(try text(folder + "/a.tf", system) == "new\n")
      #expect(try text(folder + "/tests/b.sh", system) == nil)
      #expect(try text(folder + "/mine.tf", system) == "mine")
    }
  }

  @Test("an edited file is foreign, with what is there and what would come; only force writes over it")
  func edited() throws {
    try inFolder { folder, system in
      _ = try write(first, folder, system)
      try system.files.removeFile(folder + "/a.tf")
      try system.files.createShared(folder + "/a.tf", Array("edited\n".utf8), false)
      let tree = FileTree([.init("a.tf", "new\n")])
      let plan = try TreeFolder(folder, system).plan(tree)
      #expect(plan.foreign.map(\.path) == ["a.tf"])
      #expect(plan.foreign[0].old == "edited\n")
      #expect(plan.foreign[0].new == "new\n")
      #expect(throws: BootstrapError.self) { try TreeReport("x", folder: folder, force: false).write(tree, system) }
      #expect(try text(folder + "/a.tf", system) == "edited\n")
      try TreeReport("x", folder: folder, force: true).write(tree, system)
      #expect(try text(folder + "/a.tf", system) == "new\n")
    }
  }

  @Test("a file that was there before keyless came is foreign unless it is what would be written")
  func before() throws {
    try inFolder { folder, system in
      try system.files.makeSharedDirectory(folder)
      try system.files.createShared(folder + "/a.tf", Array("one\n".utf8), false)
      #expect(try TreeFolder(folder, system).plan(first).unchanged == ["a.tf"])
      let other = FileTree([.init("a.tf", "two\n")])
      #expect(try TreeFolder(folder, system).plan(other).foreign.map(\.path) == ["a.tf"])
    }
  }

  @Test("a manifest cannot name files outside its folder")
  func escape() throws {
    try inFolder { folder, system in
      _ = try write(first, folder, system)
      let outside = folder + "-outside"
      try system.files.createShared(outside, Array("x".utf8), false)
      defer { try? system.files.removeFile(outside) }
      let digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
      try system.files.removeFile(folder + "/.keyless-generated.json")
      let manifest = #"{"files":{"../half-outside":"\#(digest)","/etc/hostname":"\#(digest)"}}"#
      try system.files.createShared(folder + "/.keyless-generated.json", Array(manifest.utf8), false)
      #expect(try write(first, folder, system).removed.isEmpty)
      #expect(try text(outside, system) == "x")
    }
  }
}
