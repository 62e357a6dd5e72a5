import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  private static let overrides = [
    ("response-cache-control", "cache-control"), ("response-content-disposition", "content-disposition"),
    ("response-content-encoding", "content-encoding"), ("response-content-language", "content-language"),
    ("response-content-type", "content-type"), ("response-expires", "expires"),
  ]

  static let getObject = S3Operation(
    "GetObject",
    parameters: ["versionId"] + overrides.map(\.0),
    fields: ["x-amz-checksum-mode"]
  ) { call throws(Refusal) in try download(call, withBody: true) }

  static let headObject = S3Operation(
    "HeadObject",
    parameters: ["versionId"] + overrides.map(\.0),
    fields: ["x-amz-checksum-mode"]
  ) { call throws(Refusal) in try download(call, withBody: false) }

  private static func download(_ call: S3Call, withBody: Bool) throws(Refusal) -> S3Answer {
    let request = call.request
    let found = try call.object(action: "s3:GetObject", versioned: "s3:GetObjectVersion")
    let object = found.object
    let ownKey = EncryptionRequest.ownKey(of: found.bucket, call)
    if let key = object.headers[EncryptionRequest.fields[1]], !ASCII.equal(key, ownKey) {
      try call.authorizeKey("kms:Decrypt", key, in: found.bucket)
    }
    let isUnmodified = try Preconditions.isUnmodified(request, object)
    guard !isUnmodified else {
      return S3Answer(
        status: 304,
        headers: [.init("ETag", object.etag), .init("Last-Modified", WireTime.httpDate(object.modified))]
      )
    }
    let range = try call.reading { () throws(QueryError) in
      try ByteRange.read(request.header("range"), size: object.size)
    }
    var answer = S3Answer(status: range == nil ? 200 : 206, headers: headers(of: found, request, isWhole: range == nil))
    answer.contentType = object.headers["content-type"] ?? "binary/octet-stream"
    for (parameter, name) in overrides {
      guard let value = request.query[parameter] else { continue }
      guard !call.isAnonymous else {
        throw Refusal(
          .invalidRequest("Request specific response headers cannot be used for anonymous GET requests.")
        )
      }
      // A line break would begin a header of its own.
      guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
        throw Refusal(.invalidArgument("Header value cannot be represented using ISO-8859-1."))
      }
      answer.headers.removeAll { ASCII.equalIgnoringCase($0.name, name) }
      if name == "content-type" { answer.contentType = value } else { answer.headers.append(.init(name, value)) }
    }
    if let range {
      answer.headers.append(
        .init("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(object.size)")
      )
    }
    let wanted = range ?? 0..<object.size
    if withBody {
      answer.bytes = try bytes(of: object, wanted, call)
    } else {
      answer.announcedLength = wanted.count
    }
    return answer
  }

  private static func bytes(of object: StoredObject, _ range: Range<Int>, _ call: S3Call) throws(Refusal) -> [UInt8] {
    guard object.size > 0, let id = object.body else { return [] }
    let bytes: [UInt8]?
    do {
      bytes = try call.scope.accounts.body(id)
    } catch {
      throw Refusal(.internalFailure, because: "\(error)")
    }
    guard let bytes else {
      // Between the look and the read somebody removed or replaced it.
      let isStillThere = call.scope.accounts.read { contents in
        contents.bucket(named: object.bucket)?.version(object.versionID, of: object.key)?.body == id
      }
      throw isStillThere
        ? Refusal(.internalFailure, because: "the bytes of \(object.bucket)/\(object.key) are gone")
        : Refusal(.noSuchKey, because: "it was removed while it was read")
    }
    guard bytes.count == object.size else {
      throw Refusal(.internalFailure, because: "the store gave \(bytes.count) bytes for an object of \(object.size)")
    }
    return range.count == bytes.count ? bytes : Array(bytes[range])
  }

  private static func headers(of found: FoundObject, _ request: S3Request, isWhole: Bool) -> [ServerAnswer.Header] {
    let object = found.object
    var headers: [ServerAnswer.Header] = [
      .init("Last-Modified", WireTime.httpDate(object.modified)), .init("ETag", object.etag),
      .init("Accept-Ranges", "bytes"),
    ]
    if found.showsVersion { headers.append(.init("x-amz-version-id", object.versionID)) }
    headers += object.encryptionHeaders + ObjectHeaders.answer(object)
    if !object.tags.isEmpty { headers.append(.init("x-amz-tagging-count", String(object.tags.count))) }
    // A checksum is over the whole object, so a part has none.
    let wantsChecksum = request.header("x-amz-checksum-mode").map { ASCII.equalIgnoringCase($0, "ENABLED") } ?? false
    if wantsChecksum, isWhole, let checksum = object.checksum {
      headers += [.init(checksum.kind.header, checksum.value), .init("x-amz-checksum-type", "FULL_OBJECT")]
    }
    return headers
  }
}

/// `Range`, of which S3 serves one part at a time (RFC 9110, section 14.1.2).
enum ByteRange {
  /// Nil where there is no range, or none that can be understood: the whole object.
  static func read(_ header: String?, size: Int) throws(QueryError) -> Range<Int>? {
    let unit = "bytes="
    guard let header, header.utf8.starts(with: unit.utf8) else { return nil }
    let parts = header.dropFirst(unit.count).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let (first, last) = (position(parts[0].utf8), position(parts[1].utf8))
    switch (parts[0].isEmpty, parts[1].isEmpty) {
    case (true, false):
      guard let last else { return nil }
      guard last > 0, size > 0 else { throw .invalidRange }
      return max(0, size - last)..<size
    case (false, true):
      guard let first else { return nil }
      guard first < size else { throw .invalidRange }
      return first..<size
    case (false, false):
      guard let first, let last, first <= last else { return nil }
      guard first < size else { throw .invalidRange }
      return first..<(min(last, size - 1) + 1)
    case (true, true): return nil
    }
  }

  /// A number that is larger than any object is as good as the largest there is.
  private static func position(_ digits: Substring.UTF8View) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(String(Substring(digits))) ?? .max
  }
}
