import Foundation
import Testing

@Suite("the house")
struct HouseTests {
  /// What belongs to the effects alone, and the rooms that have them.
  private static let effects = [
    "Date()", "Date.now", "ProcessInfo", "getenv", "setenv", "URLSession", "FileManager", "FileHandle",
    "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock", "Task.sleep", "clock_gettime", "gettimeofday",
    "contentsOfFile", "Data(contentsOf", "String(contentsOf", "CommandLine", "posix_spawn",
  ]
  private static let effectful: Set = ["KeylessSystem", "KeylessTesting"]
  /// Comes with the compiler.
  private static let toolchain: Set = [
    "FoundationEssentials", "Foundation", "Glibc", "Darwin", "Synchronization", "Dispatch",
  ]

  @Test("only KeylessSystem touches the machine")
  func effects() throws {
    let sources = try House.sources()
    #expect(sources.count > 100)
    for file in sources where !Self.effectful.contains(file.room) {
      for effect in Self.effects {
        #expect(!file.contains(effect), "Sources/\(file.path) uses \(effect)")
      }
      #expect(file.imports.isDisjoint(with: ["Glibc", "Darwin"]), "Sources/\(file.path)")
      // The whole of Foundation only where the small one does not exist.
      #expect(
        !file.imports.contains("Foundation") || file.contains("#if canImport(FoundationEssentials)"),
        "Sources/\(file.path)"
      )
      #expect(!file.contains(".random(in: "), "Sources/\(file.path) makes its own randomness")
    }
    // The twin: where they belong, they are found.
    let system = sources.filter { $0.room == "KeylessSystem" }.map(\.code).joined()
    #expect(system.contains("ProcessInfo") && system.contains("FileManager") && system.contains("clock_gettime"))
  }

  @Test("the picture, the manifest and the folders name the same rooms")
  func rooms() throws {
    let picture = House.rooms(try House.text("docs/architecture.md"))
    let folders = try FileManager.default.contentsOfDirectory(atPath: Binary.root.appending(path: "Sources").path)
      .filter { !$0.hasPrefix(".") }
    // The benchmark is an executable and no room; nothing imports it.
    let targets = House.targets(try House.text("Package.swift")).filter { $0 != "keyless-bench" }
    #expect(picture.count == Set(picture).count)
    #expect(Set(picture) == Set(targets))
    #expect(Set(folders) == Set(targets))
    #expect(targets.count == Set(targets).count)
  }

  @Test("the manifest lists the rooms in the order of the picture")
  func order() throws {
    let picture = House.rooms(try House.text("docs/architecture.md"))
    let targets = House.targets(try House.text("Package.swift")).filter { $0 != "keyless-bench" }
    #expect(targets == picture)
  }

  @Test("an outside package is imported by the rooms that the architecture names, and by all of them")
  func outsidePackages() throws {
    let products = House.products(try House.text("Package.swift"))
    let permissions = House.permissions(try House.text("docs/architecture.md"))
    var importers: [String: Set<String>] = [:]
    for file in try House.sources() where file.room != "KeylessTesting" {
      for name in file.imports {
        guard let package = products[name] else { continue }
        importers[package.lowercased(), default: []].insert(file.room)
        #expect(
          permissions[package.lowercased()]?.contains(file.room) == true,
          "Sources/\(file.path) imports \(name) of \(package), which docs/architecture.md does not give to \(file.room)"
        )
      }
    }
    for (package, rooms) in permissions {
      #expect(importers[package] == rooms, "docs/architecture.md gives \(package) to \(rooms.sorted())")
    }
  }

  @Test("every import is a room, a product of the manifest or the compiler's own")
  func imports() throws {
    let manifest = try House.text("Package.swift")
    let known = Set(House.products(manifest).keys).union(House.targets(manifest)).union(Self.toolchain)
    for file in try House.sources() {
      #expect(file.imports.isSubset(of: known), "Sources/\(file.path): \(file.imports.subtracting(known))")
    }
  }

  @Test("work is spread over cores in one place")
  func threads() throws {
    let makers = try House.sources().filter { $0.imports.contains("Dispatch") }.map(\.path)
    #expect(makers == ["KeylessSource/AllCores.swift"])
  }

  @Test("nothing under Sources depends on the test support")
  func testing() throws {
    for file in try House.sources() where file.room != "KeylessTesting" {
      #expect(!file.imports.contains("KeylessTesting"), "Sources/\(file.path)")
    }
  }

  @Test("no path of one machine is in the code", arguments: ["/root/", "/home/", "/Users/", "/work/"])
  func machinePaths(path: String) throws {
    for file in try House.sources() {
      #expect(!file.contains("\"\(path)"), "Sources/\(file.path)")
    }
  }

  @Test("the readers of manifest and documents see what is there")
  func readers() throws {
    let architecture = """
      ```text
      storey 1   RoomA             does this
                 RoomB             does (that)
      ```

      ## Outside packages

      | package | room | why |
      |---|---|---|
      | one, Two (Part) | KeylessA (x), KeylessB | because |

      ## Next
      | three | KeylessC | no |
      """
    #expect(House.rooms(architecture) == ["RoomA", "RoomB"])
    #expect(
      House.permissions(architecture) == ["one": ["KeylessA", "KeylessB"], "two": ["KeylessA", "KeylessB"]]
    )
    #expect(House.withoutComments("a // Date()\n\"https://x\" // y") == "a\n\"https://x\"")
    let file = House.SourceFile(
      room: "x",
      path: "x",
      code: "import A\npackage import B\n@testable import C\nimport struct D1.E\n// x\nlet important = 1"
    )
    #expect(file.imports == ["A", "B", "C", "D1"])
  }
}
