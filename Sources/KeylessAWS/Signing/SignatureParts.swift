import Crypto

/// The pieces of a signature as they stand in the header or in the query, complete but not yet judged.
struct SignatureParts {
  /// Five parts, separated by slashes.
  let credential: String
  let signedHeaders: String
  let signature: String
  let time: Int
  let placement: SignedRequest.Placement
  /// Presigned requests only, and there only where it was sent.
  let lifetime: Int?
  let sessionToken: String?

  private static let algorithm = "AWS4-HMAC-SHA256"

  /// The text for a request that is signed twice is ours (unverified).
  init(_ head: HTTPRequestHead) throws(QueryError) {
    let headers = head.values("authorization")
    let query = try Self.signingParameters(head.query)
    if let header = headers.first {
      guard headers.count == 1, query.isEmpty else {
        throw .incompleteSignature("The request is signed more than once.")
      }
      try self.init(header: header, head)
    } else {
      guard !query.isEmpty else { throw .missingAuthentication }
      try self.init(query: query)
    }
  }

  /// The texts for a missing part and for a missing date are AWS's as others report them (unverified); those for a header that is too
  /// long, has another algorithm, is no list or repeats a part are ours (unverified).
  ///
  /// Signature Version 2 and the asymmetric version 4 are other algorithms too; IAM and STS know neither.
  private init(header: String, _ head: HTTPRequestHead) throws(QueryError) {
    // The echo at the end of these texts never shows the header itself.
    let ending =
      " (Hashed with SHA-256 and encoded with Base64) Authorization="
      + Base64.encode(Array(SHA256.hash(data: Array(header.utf8))))
    guard header.utf8.count <= 16_384 else {
      throw .incompleteSignature("The Authorization header is too long." + ending)
    }
    let space = header.utf8.firstIndex(of: 0x20) ?? header.utf8.endIndex
    guard header.utf8[..<space].elementsEqual(Self.algorithm.utf8) else {
      throw .incompleteSignature("Authorization header requires the algorithm '\(Self.algorithm)'." + ending)
    }
    var fields: [[UInt8]: String] = [:]
    for item in header.utf8[space...].split(separator: UInt8(ascii: ",")) {
      let words = item.split(separator: 0x20)
      if words.isEmpty { continue }
      guard words.count == 1, let word = words.first, let equals = word.firstIndex(of: UInt8(ascii: "=")) else {
        throw .incompleteSignature("Authorization header is not a list of 'name=value' pairs." + ending)
      }
      let value = String(decoding: word[equals...].dropFirst(), as: UTF8.self)
      guard fields.updateValue(value, forKey: Array(word[..<equals])) == nil else {
        throw .incompleteSignature("Authorization header has a repeated parameter." + ending)
      }
    }
    var faults: [String] = []
    func field(_ name: String) -> String {
      if let value = fields[Array(name.utf8)], !value.isEmpty { return value }
      faults.append("Authorization header requires '\(name)' parameter.")
      return ""
    }
    credential = field("Credential")
    signature = field("Signature")
    signedHeaders = field("SignedHeaders")
    let stamps = head.values("x-amz-date")
    let dates = stamps.isEmpty ? head.values("date") : stamps
    if dates.count != 1 {
      faults.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
    }
    guard faults.isEmpty, let date = dates.first else {
      throw .incompleteSignature(faults.joined(separator: " ") + ending)
    }
    try Self.requireFiveParts(credential)
    guard let time = WireTime.parseBasic(date) ?? (stamps.isEmpty ? WireTime.parseHTTPDate(date) : nil) else {
      throw .badDate(String(decoding: date.utf8.prefix(128), as: UTF8.self))
    }
    self.time = time
    placement = .header
    lifetime = nil
    sessionToken = nil
  }

  /// Whether there must be a lifetime is for the service to say.
  private init(query: [[UInt8]: String]) throws(QueryError) {
    var missing: [String] = []
    func field(_ name: String) -> String {
      if let value = query[Array(name.utf8)], !value.isEmpty { return value }
      missing.append(name)
      return ""
    }
    let algorithm = field("X-Amz-Algorithm")
    credential = field("X-Amz-Credential")
    signature = field("X-Amz-Signature")
    signedHeaders = field("X-Amz-SignedHeaders")
    let date = field("X-Amz-Date")
    guard missing.isEmpty else { throw .missingSigningParameters(missing) }
    guard ASCII.equal(algorithm, Self.algorithm) else {
      throw .incompleteSignature("X-Amz-Algorithm must be '\(Self.algorithm)'.")
    }
    try Self.requireFiveParts(credential)
    guard let time = WireTime.parseBasic(date) else {
      throw .badDate(String(decoding: date.utf8.prefix(128), as: UTF8.self))
    }
    lifetime = try query[Array("X-Amz-Expires".utf8)].map { expires throws(QueryError) in
      guard let seconds = ASCII.integer(expires.utf8), (0...604_800).contains(seconds) else {
        throw .incompleteSignature("X-Amz-Expires must be a number of seconds up to 604800.")
      }
      return seconds
    }
    self.time = time
    placement = .query
    sessionToken = query[Array("X-Amz-Security-Token".utf8)]
  }

  /// A secret access key has forty characters and may hold slashes; one that was sent in the place of a key id is not
  /// repeated, because what is answered here is logged too.
  private static func printable(_ credential: String) -> String {
    // The four parts behind the key id hold no slashes.
    let parts = credential.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let keyID = parts.dropLast(4).reduce(0) { $0 + $1.count + 1 }
    guard keyID <= 33, parts.allSatisfy({ $0.count <= 32 }) else { return "(not shown)" }
    return String(decoding: credential.utf8.prefix(512), as: UTF8.self)
  }

  private static func requireFiveParts(_ credential: String) throws(QueryError) {
    guard credential.utf8.lazy.filter({ $0 == UInt8(ascii: "/") }).count == 4 else {
      throw .credentialParts(Self.printable(credential))
    }
  }

  /// The `X-Amz-` parameters of a query, decoded; a repeated one could be read in two ways.
  private static func signingParameters(_ query: String) throws(QueryError) -> [[UInt8]: String] {
    guard query.utf8.count <= 512 * 1024 else { throw .requestTooLarge(limit: 512 * 1024) }
    var out: [[UInt8]: String] = [:]
    for pair in Array(query.utf8).split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      guard let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true) else {
        throw .malformedQuery("an escape is not two hexadecimal digits")
      }
      guard name.starts(with: "X-Amz-".utf8) else { continue }
      guard let value = PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true),
        let text = String(validating: value, as: UTF8.self)
      else { throw .malformedQuery("a value is not valid UTF-8") }
      guard out.updateValue(text, forKey: name) == nil else {
        throw .incompleteSignature("The query has a repeated authentication parameter.")
      }
    }
    return out
  }
}
