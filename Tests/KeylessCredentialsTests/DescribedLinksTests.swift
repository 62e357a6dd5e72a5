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
    system.files.kind = { path, _ in
      switch path {
      case "/described/var", "/described/run/linked-token": .link
      case "/described/run": .directory
      case "/described/run/token": .file
      default: nil
      }
    }
    let read = system.files.read
    system.files.read = { path, limit throws(SystemError) in
      if path.hasPrefix("/described/full") { throw SystemError(.fileUnreadable, "\(path) cannot be read") }
      return try read(path, limit)
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
