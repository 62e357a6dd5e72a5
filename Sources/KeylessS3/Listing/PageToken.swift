import KeylessAWS

/// Where a list goes on: the last name of the page before, opaque to clients.
enum PageToken {
  static func text(after name: String) -> String { Base64.encode(Array("1\(name)".utf8)) }

  static func read(_ token: String?) throws(QueryError) -> String? {
    guard let token else { return nil }
    guard token.utf8.count <= 4096, let bytes = Base64.decode(token), bytes.first == UInt8(ascii: "1"),
      let name = String(validating: bytes.dropFirst(), as: UTF8.self)
    else { throw .invalidArgument("The continuation token provided is incorrect") }
    return name
  }
}

/// How many entries a page may have.
enum PageSize {
  static func read(_ text: String?, name: String, most: Int, least: Int = 0) throws(QueryError) -> Int {
    guard let text, !text.isEmpty else { return most }
    guard let size = ASCII.integer(text.utf8) else {
      throw .invalidArgument("Provided \(name) not an integer or within integer range")
    }
    guard size >= least, size <= Int(Int32.max) else {
      throw .invalidArgument("Argument \(name) must be an integer between \(least) and \(Int32.max)")
    }
    return min(size, most)
  }
}
