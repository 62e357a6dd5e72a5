import Foundation
import KeylessAWSHalf
import KeylessFindings
import KeylessLint
import KeylessSource

/// One case of one rule: a folder of files as somebody has them, and what the rule must say of them.
struct RuleFixture: CustomStringConvertible, Sendable {
  let rule: String
  let name: String
  let folder: URL

  var description: String { "\(rule)/\(name)" }

  static let all: [RuleFixture] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return folders(root).flatMap { rule in
      folders(rule).map { RuleFixture(rule: rule.lastPathComponent, name: $0.lastPathComponent, folder: $0) }
    }
  }()

  private static func folders(_ url: URL) -> [URL] {
    let found = (try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)) ?? []
    return found.filter { $0.hasDirectoryPath }.sorted { $0.path < $1.path }
  }

  /// Its files by path, without `expected`.
  var tree: SourceTree {
    get throws {
      var tree = SourceTree()
      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      for path in paths where path != "expected" {
        let url = folder.appending(path: path)
        guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
        tree[path] = [UInt8](try Data(contentsOf: url))
        // `.mounts/OWNER/REPO/…` is what `--source OWNER/REPO=DIR` names.
        let parts = path.split(separator: "/").map(String.init)
        if parts.first == ".mounts", parts.count > 3 {
          tree.mounts[parts[1] + "/" + parts[2]] = parts[..<3].joined(separator: "/")
        }
      }
      return tree
    }
  }

  /// One line per finding: number, severity, effect, `file:line`, the text under the place.
  var expected: [String] {
    get throws {
      let text = try String(contentsOf: folder.appending(path: "expected"), encoding: .utf8)
      return text.split(separator: "\n").map(String.init)
    }
  }

  /// The same lines for what the rule found.
  static func lines(_ findings: [Finding], _ files: SourceFiles) -> [String] {
    findings.map { finding in
      let span = finding.primary.span
      let line = files.position(of: span.range.lowerBound, in: span.file)?.line ?? 0
      let bytes = files[span.file].map { Array($0[span.range]) } ?? []
      let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first ?? ""
      return "\(finding.rule.number) \(finding.severity) \(finding.effect) \(span.file):\(line) \(text)"
    }
  }
}
