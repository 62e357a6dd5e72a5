extension Situation {
  /// As the system opens it: a relative path from the folder the tool runs in.
  package func absolute(_ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    return machine.directory.utf8.last == UInt8(ascii: "/")
      ? machine.directory + path : machine.directory + "/" + path
  }
}
