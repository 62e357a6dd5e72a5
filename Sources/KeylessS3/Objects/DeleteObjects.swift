import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  /// Up to a thousand deletions at once; each is allowed or refused by itself, and the answer says which.
  static let deleteObjects = S3Operation("DeleteObjects", parameters: ["delete"]) { call throws(Refusal) in
    let bucket = try call.bucket().bucket
    guard call.request.checksum != nil || call.request.header("content-md5") != nil else {
      throw Refusal(.checksumRequired)
    }
    let root = try call.document("Delete", sizeLimit: 8 << 20)
    let (wishes, isQuiet) = try call.reading { () throws(QueryError) in try read(root) }
    var refused: [Int: QueryError] = [:]
    for (index, wish) in wishes.enumerated() {
      let action = wish.version == nil ? "s3:DeleteObject" : "s3:DeleteObjectVersion"
      if let refusal = call.refusal(action, in: bucket, key: wish.key) { refused[index] = refusal.error }
      if let version = wish.version, !S3Call.isVersionID(version) { refused[index] = .invalidVersionID }
    }
    let refusals = refused
    let done = try call.scope.change { contents throws(Refusal) in
      // Each deletion is planned on what the ones before it leave.
      var contents = contents
      var done: [Int: Deletion] = [:]
      var changes: [Change] = []
      for (index, wish) in wishes.enumerated() where refusals[index] == nil {
        let bucket = try call.bucket(bucket, in: contents)
        let sequence = contents.sequence + 1
        let deletion = Deletion(wish.key, version: wish.version, in: bucket, sequence: sequence, call)
        for change in deletion.changes { contents.apply(change) }
        changes += deletion.changes
        done[index] = deletion
      }
      return (answer: done, changes: changes)
    }
    var children: [XMLNode] = []
    for (index, wish) in wishes.enumerated() {
      if let error = refused[index] {
        children.append(wish.node("Error", [XMLNode("Code", error.code), XMLNode("Message", error.message)]))
      } else if !isQuiet, let deletion = done[index] {
        var more: [XMLNode] = []
        if deletion.isDeleteMarker {
          more = [XMLNode("DeleteMarker", "true")] + XMLNode.optional("DeleteMarkerVersionId", deletion.versionID)
        }
        children.append(wish.node("Deleted", more))
      }
    }
    return .xml(XMLNode("DeleteResult", children))
  }

  private struct Wish: Sendable {
    var key: String
    var version: String?

    func node(_ name: String, _ more: [XMLNode]) -> XMLNode {
      XMLNode(name, [XMLNode("Key", key)] + XMLNode.optional("VersionId", version) + more)
    }
  }

  private static func read(_ root: WireElement) throws(QueryError) -> (wishes: [Wish], isQuiet: Bool) {
    try root.only("Quiet", repeated: ["Object"])
    var wishes: [Wish] = []
    for element in root.all("Object") {
      for other in ["ETag", "LastModifiedTime", "Size"] where element.child(other) != nil {
        throw .notImplementedByS3("`Delete/Object/\(other)`")
      }
      try element.only("Key", "VersionId")
      guard let key = element.string("Key"), !key.isEmpty, !key.utf8.contains(0) else { throw .malformedXML }
      guard key.utf8.count <= S3Address.longestKey else { throw .keyTooLong }
      wishes.append(Wish(key: key, version: element.string("VersionId").flatMap { $0.isEmpty ? nil : $0 }))
    }
    guard (1...1000).contains(wishes.count) else { throw .malformedXML }
    return (wishes, try root.flag("Quiet"))
  }
}
