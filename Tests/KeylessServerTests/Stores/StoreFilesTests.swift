@testable import KeylessServer
import KeylessAccounts
import KeylessSystem
import KeylessTesting
import Testing

@Suite("the files of a SQLite store")
struct StoreFilesTests {
  /// The machine's disk and seeded randomness.
  private static func system(seed: UInt64 = 1) -> System {
    var system = TestMachine(seed: seed).system()
    system.files = System.live().files
    return system
  }

  private static func open(_ folder: String, seed: UInt64 = 1) throws -> ServerStore {
    try ServerStore.open(.sqlite(path: folder + "/aws.db"), system: system(seed: seed))
  }

  private static func names(_ folder: String) throws -> [String] {
    try System.live().files.entries(folder, 100).map(\.name)
  }

  private static func expectRefusal(_ folder: String, _ words: String, _ code: StoreError.Code = .unopenable) throws {
    let before = try names(folder)
    let refusal = #expect(throws: StoreError.self) { try open(folder, seed: 7) }
    #expect(refusal?.code == code, "\(String(describing: refusal))")
    #expect(refusal?.description.contains(words) == true, "\(String(describing: refusal))")
    #expect(try names(folder) == before)
  }

  @Test("are made where there is nothing, and give the same secret when they are opened again")
  func making() async throws {
    try await TemporaryFolder.use { folder in
      let first = try Self.open(folder)
      #expect(first.isNew)
      #expect(first.root.count == 32)
      try first.close()
      #expect(try Self.names(folder) == ["aws.db", "aws.db.key"])
      #expect(System.live().files.isPrivate(folder + "/aws.db"))
      #expect(System.live().files.isPrivate(folder + "/aws.db.key"))
      let second = try Self.open(folder, seed: 2)
      #expect(!second.isNew)
      #expect(second.root == first.root)
      try second.close()
      // The twin: two stores have two secrets.
      try await TemporaryFolder.use { other in
        let third = try Self.open(other, seed: 2)
        #expect(third.root != first.root)
      }
    }
  }

  @Test("are not made in a folder that is not there, nor in the place of a file that is no store")
  func strangers() async throws {
    let files = System.live().files
    try await TemporaryFolder.use { folder in
      let refusal = #expect(throws: StoreError.self) {
        try ServerStore.open(.sqlite(path: folder + "/no/aws.db"), system: Self.system())
      }
      #expect(refusal?.description.hasPrefix("there is no folder `\(folder)/no`") == true)
      try files.createPrivate(folder + "/aws.db", [])
      try Self.expectRefusal(folder, "is an empty file and no store of keyless")
      try files.removeFile(folder + "/aws.db")
      try files.createPrivate(folder + "/aws.db", Array("hello".utf8))
      try Self.expectRefusal(folder, "is a file of another program and no store of keyless")
      try files.removeFile(folder + "/aws.db")
      #expect(try Self.open(folder).isNew)
    }
  }

  @Test("one without the other is refused, and nothing is made in its place")
  func halves() async throws {
    let files = System.live().files
    try await TemporaryFolder.use { folder in
      try Self.open(folder).close()
      try files.move(folder + "/aws.db.key", folder + "/away", false)
      try Self.expectRefusal(folder, "its key `\(folder)/aws.db.key` is not")
      try files.move(folder + "/away", folder + "/aws.db.key", false)
      try files.move(folder + "/aws.db", folder + "/away", false)
      try Self.expectRefusal(folder, "its store `\(folder)/aws.db` is not")
      try files.move(folder + "/away", folder + "/aws.db", false)
      #expect(try !Self.open(folder).isNew)
    }
  }

  @Test("the key of another store is refused")
  func otherKey() async throws {
    let files = System.live().files
    try await TemporaryFolder.use { folder in
      try await TemporaryFolder.use { other in
        try Self.open(folder).close()
        try Self.open(other, seed: 2).close()
        let key = try #require(try files.read(other + "/aws.db.key", 1000))
        try files.removeFile(folder + "/aws.db.key")
        try files.createPrivate(folder + "/aws.db.key", key)
        try Self.expectRefusal(folder, "is not the one of the store")
      }
    }
  }

  @Test("a damaged key is refused", arguments: ["", "keyless-store-key-1 \n", "hello", "keyless-store-key-2 00"])
  func damagedKey(text: String) async throws {
    let files = System.live().files
    try await TemporaryFolder.use { folder in
      try Self.open(folder).close()
      let key = try #require(try files.read(folder + "/aws.db.key", 1000))
      for damaged in [Array(text.utf8), Array(key.dropLast()), Array(key.dropLast(3)) + [0x0A], key + [0x0A]] {
        try files.removeFile(folder + "/aws.db.key")
        try files.createPrivate(folder + "/aws.db.key", damaged)
        try Self.expectRefusal(folder, "is damaged", .damaged)
      }
    }
  }

  @Test("a key that others may read is refused, and a link is no key")
  func openKey() async throws {
    let system = System.live()
    try await TemporaryFolder.use { folder in
      try Self.open(folder).close()
      let key = folder + "/aws.db.key"
      for script in ["chmod 640 \"$0\"", "chmod 600 \"$0\"; mv \"$0\" \"$0.real\"; ln -s aws.db.key.real \"$0\""] {
        let request = ProcessRequest(command: ["/bin/sh", "-c", script, key], environment: ["PATH": "/bin:/usr/bin"])
        #expect(try await system.run(request) == .exited(0))
        try Self.expectRefusal(folder, "chmod 600")
      }
    }
  }

  @Test("a start that was cut off after its key was written is ended by the next one")
  func cutOff() async throws {
    try await TemporaryFolder.use { folder in
      let choice = StoreChoice.sqlite(path: folder + "/aws.db")
      var system = Self.system(seed: 3)
      // The last step is the one that gives the database its name.
      system.files.move = { from, _, _ throws(SystemError) in throw SystemError(.fileUnwritable, "moving \(from)") }
      #expect(throws: SystemError.self) { try ServerStore.open(choice, system: system) }
      let left = try Self.names(folder)
      #expect(left.count == 2 && !left.contains("aws.db") && left.contains("aws.db.key"))
      let second = try ServerStore.open(choice, system: Self.system(seed: 4))
      #expect(second.isNew)
      #expect(try second.store.load().isEmpty)
      try second.close()
      #expect(try Self.names(folder) == ["aws.db", "aws.db.key"])
    }
  }

  @Test("a start that was cut off before leaves nothing that stands in the way")
  func cutOffEarlier() async throws {
    try await TemporaryFolder.use { folder in
      try System.live().files.createPrivate(folder + "/aws.db.new-0011223344556677", [])
      #expect(try Self.open(folder).isNew)
    }
  }

  @Test("a file that is no store, or a folder that is not there, is refused")
  func foreign() async throws {
    let files = System.live().files
    try await TemporaryFolder.use { folder in
      try files.createPrivate(folder + "/aws.db", Array("hello".utf8))
      try Self.expectRefusal(folder, "no store of keyless")
      #expect(try files.read(folder + "/aws.db", 100) == Array("hello".utf8))
      #expect(throws: StoreError.self) { try Self.open(folder + "/nowhere") }
    }
  }
}
