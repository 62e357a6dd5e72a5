import KeylessAWS
import KeylessAccounts

/// The tags of a bucket or an object, as a document or as the header of an upload.
enum TagSet {
  enum Owner: Sendable {
    case bucket, object

    var most: Int { self == .bucket ? 50 : 10 }
  }

  static func read(_ root: WireElement, of owner: Owner) throws(QueryError) -> [ResourceTag] {
    try root.only("TagSet")
    let set = try root.required("TagSet")
    try set.only(repeated: ["Tag"])
    var tags: [ResourceTag] = []
    for element in set.all("Tag") {
      try element.only("Key", "Value")
      guard let key = element.string("Key"), let value = element.string("Value") else { throw .malformedXML }
      tags.append(ResourceTag(key, value))
    }
    try check(tags, of: owner)
    return tags
  }

  /// `x-amz-tagging`: the form of a query string.
  static func read(header: String) throws(QueryError) -> [ResourceTag] {
    guard let query = try? S3Query(header) else {
      throw .invalidArgument(
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name "
          + "duplicates."
      )
    }
    let tags = query.names.map { ResourceTag($0, query[$0] ?? "") }
    try check(tags, of: .object)
    return tags
  }

  private static func check(_ tags: [ResourceTag], of owner: Owner) throws(QueryError) {
    guard tags.count <= owner.most else {
      throw .s3(
        "BadRequest",
        400,
        owner == .bucket
          ? "Bucket tag count cannot be greater than \(owner.most)" : "Object tags cannot be greater than \(owner.most)"
      )
    }
    for (index, tag) in tags.enumerated() {
      guard (1...128).contains(tag.key.unicodeScalars.count), isPlain(tag.key) else {
        throw .s3("InvalidTag", 400, "The TagKey you have provided is invalid")
      }
      guard tag.value.unicodeScalars.count <= 256, isPlain(tag.value) else {
        throw .s3("InvalidTag", 400, "The TagValue you have provided is invalid")
      }
      guard !ASCII.lowercased(tag.key).utf8.starts(with: "aws:".utf8) else {
        throw .s3("InvalidTag", 400, "System tags cannot be added/updated by requester")
      }
      guard !tags[..<index].contains(where: { ASCII.equal($0.key, tag.key) }) else {
        throw .s3("InvalidTag", 400, "Cannot provide multiple Tags with the same key")
      }
    }
  }

  /// Letters, digits, spaces and `_.:/=+-@` of any script, roughly: no control characters, no markup.
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      guard scalar.value < 0x80 else { return true }
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return ASCII.isWord(byte) || " .:/=+-@".utf8.contains(byte)
    }
  }

  static func document(_ tags: [ResourceTag]) -> XMLNode {
    XMLNode(
      "Tagging",
      [XMLNode("TagSet", tags.map { XMLNode("Tag", [XMLNode("Key", $0.key), XMLNode("Value", $0.value)]) })]
    )
  }
}
