package import KeylessSource

/// Reads the JSON files of a tree that hold roles or trust policies.
package enum JSONSources {
  /// An account's dump has tens of megabytes; its depth is a policy's and a little.
  static let limits = JSONParser.Limits(size: 1 << 27, depth: 128)

  package static func read(_ tree: SourceTree) -> AWSHalf {
    var half = AWSHalf()
    let paths = tree.files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for path in paths where isJSON(path) && !isOfTests(path, tree) {
      guard let bytes = tree[path], marks.contains(where: { ByteScan.contains($0, in: bytes) }) else { continue }
      do {
        let node = try JSONParser.parse(bytes, limits: limits)
        if PolicyFile.isTrustPolicy(node) {
          half.roles.append(PolicyFile.role(node, file: path))
        } else if let account = AccountReader.read(node, file: path) {
          half.roles += account.roles
        }
      } catch {
        half.diagnostics.append(broken(path, error))
      }
    }
    return half
  }

  /// What one of these files has to hold to be worth parsing.
  private static let marks = ["Statement\"", "AssumeRolePolicyDocument\""].map { Array($0.utf8) }

  private static func isJSON(_ path: String) -> Bool {
    path.hasSuffix(".json") && !path.hasSuffix(".tf.json") && !path.hasSuffix(".tofu.json")
  }

  /// What lies in the `tests` folder of a configuration is compared with, and no role has it (Terraform, "Tests").
  private static func isOfTests(_ path: String, _ tree: SourceTree) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    guard let place = parts.lastIndex(of: "tests"), place < parts.count - 1 else { return false }
    let parent = parts[..<place].joined(separator: "/")
    return tree.files(in: parent).contains { $0.hasSuffix(".tf") || $0.hasSuffix(".tofu") }
  }

  private static func broken(_ path: String, _ error: JSONError) -> Diagnostic {
    Diagnostic(
      "file-not-json",
      .warning,
      "the file looks like a policy and is not valid JSON: \(error.reason)",
      at: .init(SourceSpan(file: path, range: error.offset..<error.offset)),
      help: "mend it; nothing is said of its policies until then"
    )
  }
}
