package import KeylessSource

/// Reads the JSON files of a tree that hold roles or trust policies.
package enum JSONSources {
  /// An account's dump has tens of megabytes; its depth is a policy's and a little.
  static let limits = JSONParser.Limits(size: 1 << 27, depth: 128)

  package static func read(_ tree: SourceTree) -> AWSHalf {
    var half = AWSHalf()
    for path in tree.files.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where isJSON(path) {
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
