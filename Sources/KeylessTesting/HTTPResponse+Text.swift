package import KeylessSystem

extension HTTPResponse {
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// What stands between the first pair of tags of that name.
  package func element(_ name: String) -> String {
    let parts = text.split(separator: "<\(name)>", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? String(parts[1].prefix { $0 != "<" }) : ""
  }
}
