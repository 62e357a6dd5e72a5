@testable import KeylessCredentials
import KeylessChain
import KeylessSystem
import Testing

/// What a tool meets at a path, as far as this machine tells it.
struct MachineFilesTests {
  private static func answer(
    _ path: String = "/run/token",
    root: String? = nil,
    failing error: SystemError,
    kind: DirectoryEntry.Kind = .file
  ) -> FileAnswer {
    var system = DescribedSystem.make()
    system.files.read = { _, _ throws(SystemError) in throw error }
    system.files.kind = { _, _ in kind }
    return MachineFiles(system, root: root).read(path)
  }

  @Test
  func `only what every tool meets alike is told as unreadable`() {
    let forbidden = SystemError(.fileForbidden, "reading `/run/token` failed: Permission denied")
    #expect(Self.answer(failing: forbidden) == .unreadable(.permission))
    let below = SystemError(.notADirectory, "reading `/dev/null/.aws/config` failed: Not a directory")
    #expect(Self.answer(failing: below) == .unreadable(.notDirectory))
    for (error, kind) in [
      (SystemError(.fileTooLarge, "reading `/run/token` failed: Permission denied"), DirectoryEntry.Kind.file),
      (SystemError(.fileUnreadable, "reading `/run/token` failed: it is not a regular file"), .other),
      (SystemError(.fileUnreadable, "reading `/run/token` failed: it is not a regular file"), .link),
      (SystemError(.fileUnreadable, "reading `/run/token` failed: Input/output error"), .file),
    ] {
      guard case .unknown = Self.answer(failing: error, kind: kind) else {
        Issue.record("\(error), \(kind)")
        continue
      }
    }
    let folder = DescribedSystem.make(folders: { _ in true })
    #expect(MachineFiles(folder, root: nil).read("/run") == .unreadable(.directory))
    #expect(MachineFiles(DescribedSystem.make(), root: nil).read("/run") == .missing)
  }

  @Test
  func `a path that leads out of a described machine is unknown, and one that does not is read`() {
    let files = MachineFiles(DescribedSystem.make(files: { $0 == "/described/etc/x" ? [1] : nil }), root: "/described")
    #expect(files.read("/../etc/x") == .unknown("leads out of the folder that is looked at"))
    #expect(files.read("/run/../etc/x") == .bytes([1]))
  }
}
