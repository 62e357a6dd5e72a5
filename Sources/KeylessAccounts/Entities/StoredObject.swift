/// One version of an object in a bucket; its bytes lie in the store under `body`.
package struct StoredObject: Sendable, Codable {
  package let bucket: String
  package let key: String
  /// `null` in a bucket without versioning.
  package let versionID: String
  /// Grows with every write of the server, so that versions have an order within one second.
  package let sequence: Int
  /// Unix seconds.
  package let modified: Int
  package let size: Int
  /// In quotation marks, as it goes over the wire; empty for a delete marker.
  package let etag: String
  package let isDeleteMarker: Bool
  /// `Content-Type`, `x-amz-meta-…` and the other headers that a GET gives back, by lower-case name.
  package let headers: [String: String]
  package let body: BodyID?
  package var tags: [ResourceTag]

  package init(
    bucket: String,
    key: String,
    versionID: String,
    sequence: Int,
    modified: Int,
    size: Int,
    etag: String,
    isDeleteMarker: Bool = false,
    headers: [String: String] = [:],
    body: BodyID?,
    tags: [ResourceTag] = []
  ) {
    self.bucket = bucket
    self.key = key
    self.versionID = versionID
    self.sequence = sequence
    self.modified = modified
    self.size = size
    self.etag = etag
    self.isDeleteMarker = isDeleteMarker
    self.headers = headers
    self.body = body
    self.tags = tags
  }
}

/// Names the bytes of an object in a store: thirty-two hexadecimal digits, never used again.
package struct BodyID: Hashable, Sendable, Codable {
  package let text: String

  package init(_ text: String) { self.text = text }
}
