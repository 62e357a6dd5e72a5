import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// The conditions of a request on the object that is there (RFC 9110, section 13).
enum Preconditions {
  /// For a download: nil to go on, 304 or the refusal.
  static func isUnmodified(_ request: S3Request, _ object: StoredObject) throws(Refusal) -> Bool {
    if let wanted = request.header("if-match") {
      guard matches(wanted, object.etag) else { throw Refusal(.preconditionFailed) }
    } else if let time = request.header("if-unmodified-since").flatMap(WireTime.parseHTTPDate) {
      guard object.modified <= time else { throw Refusal(.preconditionFailed) }
    }
    if let unwanted = request.header("if-none-match") { return matches(unwanted, object.etag) }
    if let time = request.header("if-modified-since").flatMap(WireTime.parseHTTPDate) { return object.modified <= time }
    return false
  }

  /// For an upload, asked of the contents that the upload is about to change.
  ///
  /// Changes come one after the other here, so the conflict that S3 answers with 409 `ConditionalRequestConflict`, a
  /// delete in the midst of an upload, cannot happen: the loser of a race sees 412, or that nothing is there.
  static func checkUpload(_ request: S3Request, current: StoredObject?) throws(Refusal) {
    let existing = current.flatMap { $0.isDeleteMarker ? nil : $0 }
    if let unwanted = request.header("if-none-match") {
      guard ASCII.equal(unwanted, "*"), request.header("if-match") == nil else {
        throw Refusal(
          .uploadConditionNotImplemented,
          because: "`If-None-Match` of an upload may only be `*`, without `If-Match` beside it"
        )
      }
      guard existing == nil else { throw Refusal(.preconditionFailed) }
    }
    try checkMatch(request, existing)
  }

  /// For a delete.
  static func checkDelete(_ request: S3Request, current: StoredObject?) throws(Refusal) {
    try checkMatch(request, current.flatMap { $0.isDeleteMarker ? nil : $0 })
  }

  private static func checkMatch(_ request: S3Request, _ existing: StoredObject?) throws(Refusal) {
    guard let wanted = request.header("if-match") else { return }
    guard let existing else { throw Refusal(.noSuchKey) }
    guard matches(wanted, existing.etag) else { throw Refusal(.preconditionFailed) }
  }

  /// A list of entity tags, in quotation marks or, as S3 also takes it, without; a weak one is the same here.
  private static func matches(_ list: String, _ etag: String) -> Bool {
    list.utf8.split(separator: UInt8(ascii: ",")).contains { item in
      let words = item.split(separator: 0x20)
      guard words.count == 1, var tag = words.first else { return false }
      if tag.starts(with: "W/".utf8) { tag = tag.dropFirst(2) }
      let text = String(decoding: tag, as: UTF8.self)
      return ASCII.equal(text, "*") || ASCII.equal(text, etag) || ASCII.equal("\"\(text)\"", etag)
    }
  }
}
