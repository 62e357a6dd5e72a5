import KeylessAWS

/// The parameters of a query string, decoded; a name may stand there once.
struct S3Query: Sendable {
  private let pairs: [(name: String, value: String)]

  /// More than any operation has.
  private static let most = 64

  init(_ query: String) throws(QueryError) {
    var pairs: [(name: String, value: String)] = []
    for pair in Array(query.utf8).split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      // A plus is a space here, as it is to the signature.
      guard let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
        let value = PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true),
        let nameText = String(validating: name, as: UTF8.self), let valueText = String(validating: value, as: UTF8.self)
      else { throw .invalidURI }
      guard !pairs.contains(where: { ASCII.equal($0.name, nameText) }) else {
        throw .invalidArgument("The query parameter '\(bounded(nameText))' appears more than once.")
      }
      pairs.append((nameText, valueText))
      guard pairs.count <= Self.most else { throw .invalidArgument("The request has too many query parameters.") }
    }
    self.pairs = pairs
  }

  var names: [String] { pairs.map(\.name) }

  /// Empty for a name without a value.
  subscript(name: String) -> String? { pairs.first { ASCII.equal($0.name, name) }?.value }

  func has(_ name: String) -> Bool { self[name] != nil }
}

/// Text from a request as it may stand in a message.
func bounded(_ text: String) -> String { String(String.UnicodeScalarView(text.unicodeScalars.prefix(128))) }
