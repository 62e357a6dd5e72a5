import KeylessChain

/// Where `aws sso login` and `aws login` keep what they got.
struct TokenCache {
  private let situation: Situation

  init(_ situation: Situation) { self.situation = situation }

  func path(_ folder: String, _ name: String) throws -> String {
    try home() + "/.aws/\(folder)/\(name).json"
  }

  /// A folder that the user names, `~` for the home folder.
  func path(in folder: String, _ name: String) throws -> String {
    let place = folder == "~" || folder.hasPrefix("~/") ? try home() + folder.dropFirst() : folder
    return situation.absolute(place) + "/\(name).json"
  }

  private func home() throws -> String {
    guard let home = try situation.variable("HOME")?.known() else {
      throw LinkProblem("the cache is in the home folder, and HOME is not set")
    }
    return situation.absolute(home.hasSuffix("/") ? String(home.dropLast()) : home)
  }
}
