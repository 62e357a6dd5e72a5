import KeylessSystem
import Testing

/// The disk as it is: these tests make and remove a temporary directory of their own.
@Suite("files of this machine")
struct LiveFileTests {
  private let system = System.live()

  @Test("a private file is readable only by its owner, and nothing that is there is replaced")
  func privateFile() throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let path = folder + "/token"
    try system.files.createPrivate(path, Array("secret".utf8))
    #expect(try system.files.read(path, 100) == Array("secret".utf8))
    #expect(throws: SystemError.self) { try system.files.createPrivate(path, Array("other".utf8)) }
    #expect(try system.files.read(path, 100) == Array("secret".utf8))
  }

  @Test("a file larger than the bound is refused, and one at the bound is read")
  func bound() throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let path = folder + "/file"
    try system.files.createPrivate(path, [1, 2, 3, 4])
    #expect(try system.files.read(path, 4) == [1, 2, 3, 4])
    #expect(throws: SystemError.self) { try system.files.read(path, 3) }
  }

  @Test("the start of a file is read without the rest, and a file that is not there has none")
  func start() throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let path = folder + "/file"
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    try system.files.createPrivate(path, bytes)
    #expect(try system.files.readStart(path, 100) == Array(bytes.prefix(100)))
    #expect(try system.files.readStart(path, 100_000) == Array(bytes.prefix(100_000)))
    #expect(try system.files.readStart(path, 300_000) == bytes)
    #expect(try system.files.readStart(folder + "/nothing", 100) == nil)
    #expect(throws: SystemError.self) { try system.files.readStart(folder, 100) }
  }

  @Test("a file is moved over another only where it may be, and its bytes with it")
  func move() throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let (first, second) = (folder + "/first", folder + "/second")
    try system.files.createPrivate(first, [1])
    try system.files.createPrivate(second, [2])
    #expect(throws: SystemError.self) { try system.files.move(first, second, false) }
    #expect(try system.files.read(second, 10) == [2])
    try system.files.move(first, second, true)
    #expect(try system.files.read(second, 10) == [1])
    #expect(try system.files.read(first, 10) == nil)
    try system.files.move(second, first, false)
    #expect(try system.files.read(first, 10) == [1])
    #expect(try system.files.read(second, 10) == nil)
    #expect(throws: SystemError.self) { try system.files.move(second, first, true) }
    try system.files.removeFile(first)
    try system.files.removeFile(first)
    #expect(try system.files.read(first, 10) == nil)
    #expect(throws: SystemError.self) { try system.files.removeFile(folder) }
  }

  @Test("a file is private until others may read it, and a link to one is not")
  func isPrivate() async throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let path = folder + "/key"
    #expect(!system.files.isPrivate(path))
    try system.files.createPrivate(path, [1])
    #expect(system.files.isPrivate(path))
    #expect(!system.files.isPrivate(folder))
    let script = #"ln -s key "$0/link"; chmod 640 "$0/key""#
    let link = ProcessRequest(command: ["/bin/sh", "-c", script, folder], environment: ["PATH": "/bin:/usr/bin"])
    #expect(try await system.run(link) == .exited(0))
    #expect(!system.files.isPrivate(path))
    #expect(!system.files.isPrivate(folder + "/link"))
  }

  @Test("a missing file is no file, and a folder is no file either")
  func missing() throws {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    #expect(try system.files.read(folder + "/nothing", 10) == nil)
    #expect(throws: SystemError.self) { try system.files.read(folder, 10) }
    #expect(system.files.isDirectory(folder))
    #expect(!system.files.isDirectory(folder + "/nothing"))
  }

  @Test("a removed tree is gone with everything below it")
  func remove() throws {
    let folder = try system.files.makeTemporaryDirectory()
    try system.files.makeDirectory(folder + "/home")
    try system.files.createPrivate(folder + "/home/file", [1])
    try system.files.removeTree(folder)
    #expect(!system.files.isDirectory(folder))
  }

  @Test("a tree with closed folders is removed too, and what a link in it points to stays as it is")
  func removeClosed() async throws {
    let folder = try system.files.makeTemporaryDirectory()
    let outside = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(outside) }
    let script = """
      mkdir -p "$0/a/b" && touch "$0/a/b/file" "$1/kept" && ln -s "$1" "$0/a/link" &&
        chmod 500 "$1" "$0/a/b" && chmod 000 "$0/a"
      """
    let request = ProcessRequest(
      command: ["/bin/sh", "-c", script, folder, outside],
      environment: ["PATH": "/bin:/usr/bin"]
    )
    #expect(try await system.run(request) == .exited(0))
    try system.files.removeTree(folder)
    #expect(!system.files.isDirectory(folder))
    #expect(try system.files.read(outside + "/kept", 1) == [])
    let isStillClosed = ProcessRequest(
      command: ["/bin/sh", "-c", "case $(ls -ld \"$0\") in dr-x------*) ;; *) exit 1 ;; esac", outside],
      environment: ["PATH": "/bin:/usr/bin"]
    )
    #expect(try await system.run(isStillClosed) == .exited(0))
  }
}
