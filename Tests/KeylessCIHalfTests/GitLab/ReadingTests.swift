import Foundation
import KeylessCIHalf
import KeylessSource
import Testing

/// Each folder of `Fixtures` is read as GitLab would read it; `expected` says what comes out.
struct ReadingTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let cases =
    ((try? FileManager.default.contentsOfDirectory(atPath: fixtures.path(percentEncoded: false))) ?? []).sorted()

  @Test(arguments: cases)
  func `A pipeline is read as GitLab reads it`(_ name: String) throws {
    let folder = Self.fixtures.appending(path: name)
    try compare(try FixtureTree(folder).dump(), with: folder.appending(path: "expected"), name)
  }

  /// With `RECORD_SNAPSHOTS` in the environment what differs is written, and the test fails once.
  private func compare(_ text: String, with file: URL, _ name: String) throws {
    let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    if expected == text { return }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded `\(name)`: read it, then run the tests again")
    } else {
      Issue.record("`\(name)` differs\n--- expected\n\(expected ?? "nothing")\n--- got\n\(text)")
    }
  }
}
