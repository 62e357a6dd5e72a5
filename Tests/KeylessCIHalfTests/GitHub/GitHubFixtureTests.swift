import Foundation
import KeylessCIHalf
import KeylessSource
import Testing

/// Each folder under `Fixtures` is a repository, with the jobs that are read from it in `expected.txt`.
///
/// A folder `@owner@repo` is the checkout of another repository.
@Suite
struct GitHubFixtureTests {
  private static let folder = FixtureFolder.here.appending(path: "Fixtures").path
  private static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

  @Test(arguments: cases)
  func `a repository's workflows are read into its jobs`(_ name: String) throws {
    let path = Self.folder + "/" + name
    var tree = try FixtureFolder.tree(path)
    tree["expected.txt"] = nil
    for folder in try FileManager.default.contentsOfDirectory(atPath: path) where folder.hasPrefix("@") {
      tree.mounts[String(folder.dropFirst().replacing("@", with: "/"))] = folder
    }
    let options = GitHubReader.Options(vars: ["GIVEN": "arn:aws:iam::123456789012:role/given"])
    let half = GitHubReader.read(tree, project: CIProject(path: "acme/api", host: "github.com"), options: options)
    let text = GitHubDump.text(half.half, in: tree)
    let expected = FileManager.default.contents(atPath: path + "/expected.txt").map {
      String(decoding: $0, as: UTF8.self)
    }
    if expected != text, ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: URL(filePath: path + "/expected.txt"))
      Issue.record("recorded `\(name)`: read it, then run the tests again")
    } else {
      #expect(text == expected)
    }
  }

  @Test
  func `there are cases`() { #expect(Self.cases.count > 5) }
}
