import KeylessChain
import KeylessSystem
import Testing

@testable import KeylessCredentials

struct DescribedLinksTests {
  private let system: System = {
    var system = DescribedSystem.make(
      files: { $0.hasSuffix("token") ? Array("a.b.c".utf8) : nil },
      folders: { ["/described", "/described/run", "/described/var", "/described/full"].contains($0) }
    )
    system.files.entries = { path, _ throws(SystemError) in
      switch path {
      case "/described": [DirectoryEntry("run", .directory), DirectoryEntry("var", .link)]
      case "/described/run": [DirectoryEntry("token", .file), DirectoryEntry("linked-token", .link)]
      default: throw SystemError(.directoryUnusable, "\(path) cannot be listed")
      }
    }
    return system
  }()

  @Test(arguments: ["/run/linked-token", "/var/token", "/run/../var/token", "/full/token"])
  func `a link in a described machine leads nowhere, and what is behind it is not known`(_ path: String) {
    let answer = MachineFiles(system, root: "/described").read(path)
    if case .unknown = answer { return }
    Issue.record("\(path) is \(answer)")
  }

  @Test
  func `a file of a described machine is read, and so is a link of this one`() {
    let bytes = FileAnswer.bytes(Array("a.b.c".utf8))
    #expect(MachineFiles(system, root: "/described").read("/run/token") == bytes)
    #expect(MachineFiles(system, root: nil).read("/run/linked-token") == bytes)
    #expect(MachineFiles(system, root: "/described").read("/run/other") == .missing)
  }
}
