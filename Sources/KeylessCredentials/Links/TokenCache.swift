import KeylessChain

/// Where `aws sso login` and `aws login` keep what they got.
struct TokenCache {
  private let situation: Situation

  init(_ situation: Situation) { self.situation = situation }

  func path(_ folder: String, _ name: String) throws -> String {
    let home = try situation.variable("HOME")?.known() ?? "/"
    return (home.hasSuffix("/") ? home : home + "/") + ".aws/\(folder)/\(name).json"
  }
}
