extension Situation {
  /// As the system opens it: a relative path from the folder the tool runs in.
  package func absolute(_ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") {
      // Nor does it change what is meant: a machine may know its own relative paths by a `/./`.
      guard path.contains("/./") else { return path }
      return path.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }.joined(separator: "/")
    }
    return machine.directory.utf8.last == UInt8(ascii: "/")
      ? machine.directory + path : machine.directory + "/" + path
  }

  /// A list of paths that a program hands over; nil where it hands none.
  func paths(_ answers: [Answer<String>]?, _ name: String) throws(UnknownInput) -> [String]? {
    guard let answers, !answers.isEmpty else { return nil }
    var paths: [String] = []
    var isSupposed = false
    for answer in answers {
      switch answer {
      case .value(let path, _): paths.append(path)
      case .absent: break
      case .opaque(let reason, let place): throw UnknownInput(.argument(name), reason, at: place)
      case .unknown:
        // One case is that it is not set at all, and then the tool's own default holds.
        if let text = try written(.argument(name), answer) { paths.append(try text.known()) }
        isSupposed = true
      }
    }
    return isSupposed && paths.isEmpty ? nil : paths
  }
}
