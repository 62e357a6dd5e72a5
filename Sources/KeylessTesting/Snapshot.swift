import KeylessSystem

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Compares what a user sees with a readable file under `Snapshots/` beside the test.
package enum Snapshot {
  /// Nil when the text equals the snapshot; otherwise what differs, for the test to fail with.
  ///
  /// With `RECORD_SNAPSHOTS` set in the environment a differing snapshot is written, and the test fails once with "recorded".
  package static func difference(_ text: String, named name: String, beside testFile: String) -> String? {
    let path =
      testFile.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/Snapshots/\(name).txt"
    let recorded = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    if recorded == text { return nil }
    guard System.live().environment["RECORD_SNAPSHOTS"] != nil else {
      guard let recorded else { return "there is no snapshot `\(name)`; run `make record` and read what it wrote" }
      return "`\(name)` differs from its snapshot\n--- expected\n\(recorded)\n--- got\n\(text)"
    }
    do {
      let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: path))
      return "recorded `\(name)`: read it, then run the tests again"
    } catch {
      return "recording `\(name)` failed: \(error)"
    }
  }
}
