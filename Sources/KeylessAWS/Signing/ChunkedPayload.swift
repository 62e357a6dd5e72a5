/// The body of an upload that was sent in chunks (`Content-Encoding: aws-chunked`), without its framing and verified.
///
/// Each chunk says its size, in the signed forms its signature too; a chunk of no bytes ends them, trailers may follow
/// (Amazon S3 API Reference, "Transferring Payload in Multiple Chunks" and "Including Trailing Headers").
package struct ChunkedPayload: Sendable {
  /// What `x-amz-content-sha256` says about a body in chunks.
  package enum Form: String, CaseIterable, Sendable {
    case signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
    case signedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
    case unsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"

    package init?(_ contentHash: String) {
      guard let form = Self.allCases.first(where: { ASCII.equal($0.rawValue, contentHash) }) else { return nil }
      self = form
    }

    package var isSigned: Bool { self != .unsignedWithTrailer }
    package var hasTrailer: Bool { self != .signed }
  }

  /// Why a body is not what its head announced.
  package enum Failure: Error, Hashable, Sendable {
    /// The framing is broken or the body ends too early or too late.
    case malformed(String)
    /// A chunk, or the trailers, were not signed by whoever signed the request.
    case signature
    /// The chunks hold another number of bytes than `x-amz-decoded-content-length` says.
    case length(Int)
    /// A signed chunk before the last one has fewer than 8,192 bytes.
    case smallChunk(Int)
    /// The trailers are not the ones that `x-amz-trailer` names.
    case trailer(String)
  }

  package let bytes: [UInt8]
  /// In the order in which they were sent; names in lower case.
  package let trailers: [HTTPHeader]

  /// Smallest signed chunk but for the last one.
  private static let smallestChunk = 8192
  /// More trailers, or longer ones, than any client sends.
  private static let mostTrailers = 16
  private static let longestLine = 1024

  /// `length` is the number of bytes without framing, and bounds what is read; `announced` are the names in
  /// `x-amz-trailer`, in lower case.
  package init(
    _ body: [UInt8],
    form: Form,
    length: Int,
    announced: [String],
    signatures: ChunkSignatures?
  ) throws(Failure) {
    var reader = Reader(body: body)
    var signatures = signatures
    guard form.isSigned == (signatures != nil) else { throw .signature }
    var out: [UInt8] = []
    out.reserveCapacity(min(max(length, 0), body.count))
    var last: Int?
    while true {
      let chunk = try reader.chunk(isSigned: form.isSigned, atMost: length - out.count)
      if let last, form.isSigned, !chunk.bytes.isEmpty, last < Self.smallestChunk { throw .smallChunk(last) }
      if form.isSigned {
        let expected = signatures?.next(chunk: chunk.bytes) ?? ""
        guard ConstantTime.equal(Array(expected.utf8), chunk.signature) else { throw .signature }
      }
      guard !chunk.bytes.isEmpty else { break }
      last = chunk.bytes.count
      out += chunk.bytes
    }
    guard out.count == length else { throw .length(out.count) }
    let found = try reader.trailers(form: form, signatures: &signatures)
    guard found.count == announced.count,
      announced.allSatisfy({ name in found.contains { ASCII.equal($0.name, name) } })
    else { throw .trailer("the trailers are not those that `x-amz-trailer` names") }
    bytes = out
    trailers = found
  }

  private struct Chunk {
    var bytes: ArraySlice<UInt8>
    var signature: [UInt8]
  }

  private struct Reader {
    let body: [UInt8]
    var index = 0

    init(body: [UInt8]) { self.body = body }

    mutating func chunk(isSigned: Bool, atMost limit: Int) throws(Failure) -> Chunk {
      let line = try line()
      let digits = line.prefix { PercentEncoding.hexValue($0) != nil }
      guard (1...8).contains(digits.count) else { throw .malformed("a chunk has no size") }
      let size = digits.reduce(0) { $0 << 4 | Int(PercentEncoding.hexValue($1) ?? 0) }
      let rest = line.dropFirst(digits.count)
      let signature = try Self.signature(rest, isSigned: isSigned)
      guard size > 0 else { return Chunk(bytes: [], signature: signature) }
      guard size <= limit else { throw .length(size) }
      guard body.count - index >= size + 2 else { throw .malformed("the body ends within a chunk") }
      let bytes = body[index..<(index + size)]
      index += size
      guard body[index] == 0x0D, body[index + 1] == 0x0A else { throw .malformed("a chunk is longer than its size") }
      index += 2
      return Chunk(bytes: bytes, signature: signature)
    }

    private static func signature(_ rest: ArraySlice<UInt8>, isSigned: Bool) throws(Failure) -> [UInt8] {
      guard isSigned else {
        guard rest.isEmpty else { throw .malformed("something follows the size of a chunk") }
        return []
      }
      let name = Array(";chunk-signature=".utf8)
      guard rest.starts(with: name) else { throw .malformed("a chunk has no signature") }
      return Array(rest.dropFirst(name.count))
    }

    /// The lines after the last chunk, up to the empty one that ends the body.
    mutating func trailers(form: Form, signatures: inout ChunkSignatures?) throws(Failure) -> [HTTPHeader] {
      var found: [HTTPHeader] = []
      var signature: [UInt8]?
      while true {
        let line = try line()
        if line.isEmpty { break }
        guard form.hasTrailer, signature == nil, found.count < mostTrailers else {
          throw .malformed("something follows the last chunk")
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
          let value = String(validating: line[(colon + 1)...], as: UTF8.self)
        else { throw .trailer("a trailer is no `name:value`") }
        let name = ASCII.lowercased(String(decoding: line[..<colon], as: UTF8.self))
        if ASCII.equal(name, "x-amz-trailer-signature"), form.isSigned {
          signature = Array(value.utf8)
        } else {
          guard !found.contains(where: { ASCII.equal($0.name, name) }) else {
            throw .trailer("a trailer is there twice")
          }
          found.append(HTTPHeader(name, value))
        }
      }
      guard index == body.count else { throw .malformed("something follows the end of the body") }
      guard form == .signedWithTrailer else { return found }
      let expected = signatures?.next(trailers: found) ?? ""
      guard let signature, ConstantTime.equal(Array(expected.utf8), signature) else { throw .signature }
      return found
    }

    private mutating func line() throws(Failure) -> ArraySlice<UInt8> {
      let start = index
      let end = min(body.count, start + longestLine)
      guard let stop = body[start..<end].firstIndex(of: 0x0D), stop + 1 < body.count, body[stop + 1] == 0x0A else {
        throw .malformed("a line never ends")
      }
      index = stop + 2
      return body[start..<stop]
    }
  }
}
