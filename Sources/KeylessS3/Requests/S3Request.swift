import HTTPTypes
import KeylessAWS
import KeylessCalls

/// A request to S3 as an operation reads it: what it is about, its parameters, and a body that was verified.
struct S3Request: Sendable {
  let method: String
  let bucket: String
  let key: String
  let query: S3Query
  let headers: HTTPFields
  /// Without the framing of chunks.
  let body: [UInt8]
  /// The checksum that the client sent, which the body has.
  let checksum: (kind: ObjectChecksum, value: String)?
  /// `x-amz-content-sha256` as it was sent.
  let contentHash: String?

  /// A header field by its name without regard to case; several lines are one value.
  func header(_ name: String) -> String? { headers.text(name) }

  /// The version that a call is about; nil: the current one.
  var versionID: String? { query["versionId"] }

  /// Refuses what the operation does not know, by name, so that nothing a client asks for is ignored.
  func refuseOthers(parameters: [String], fields: [String]) throws(QueryError) {
    for name in query.names
    where !(parameters + Self.everyParameter).contains(where: { ASCII.equal($0, name) })
      && !name.utf8.starts(with: "X-Amz-".utf8)
    {
      throw .notImplementedByS3("the query parameter `\(bounded(name))`")
    }
    for field in headers where Self.isAmazons(field.name.canonicalName) {
      let name = field.name.canonicalName
      let isKnown = (fields + Self.everyField).contains { known in
        // A name that ends in a hyphen stands for all that begin with it.
        known.utf8.last == UInt8(ascii: "-") ? name.utf8.starts(with: known.utf8) : ASCII.equal(known, name)
      }
      guard isKnown else { throw .notImplementedByS3("the header `\(bounded(name))`") }
    }
  }

  private static func isAmazons(_ name: String) -> Bool { name.utf8.starts(with: "x-amz-".utf8) }

  /// SDKs send the name of the operation.
  private static let everyParameter = ["x-id"]

  /// What belongs to signing and sending, and checksums, which were verified before any operation sees the request.
  private static let everyField =
    [
      "x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "x-amz-user-agent", "x-amz-expected-bucket-owner",
      "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-sdk-checksum-algorithm", "x-amz-te",
      "x-amz-request-payer",
    ] + ObjectChecksum.allCases.map(\.header)
}

extension HTTPFields {
  /// A field by a name that may come from a table.
  func text(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
