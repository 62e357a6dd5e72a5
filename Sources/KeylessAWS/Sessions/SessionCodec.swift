/// The compact binary form of a session inside its sealed token: fields in a fixed order, lengths before bytes.
enum SessionCodec {
  static func encode(_ session: Session, salt: [UInt8]) -> [UInt8] {
    var writer = Writer()
    writer.bytes(salt)
    writer.text(session.accessKeyID)
    writer.text(session.account.text)
    writer.text(session.principalARN)
    writer.text(session.principalID)
    writer.text(session.sessionName)
    writer.integer(session.issuedAt)
    writer.integer(session.expiresAt)
    writer.integer(session.chainDepth)
    writer.optional(session.providerARN)
    writer.optional(session.audience)
    writer.optional(session.subject)
    writer.list(session.methods)
    writer.optional(session.sourceIdentity)
    writer.count(session.tags.count * 2)
    for tag in session.tags {
      writer.text(tag.key)
      writer.text(tag.value)
    }
    writer.list(session.transitiveTagKeys)
    writer.optional(session.policy)
    writer.list(session.policyARNs)
    return writer.out.bytes
  }

  /// Nil for anything that `encode` does not produce, trailing bytes included.
  static func decode(_ bytes: [UInt8]) -> (session: Session, salt: [UInt8])? {
    var reader = Reader(bytes: bytes)
    guard let salt = reader.block(), let accessKeyID = reader.text(),
      let account = reader.text().flatMap(AccountID.init),
      let principalARN = reader.text(), let principalID = reader.text(), let sessionName = reader.text(),
      let issuedAt = reader.integer(), let expiresAt = reader.integer(), let chainDepth = reader.integer(),
      let provider = reader.optional(), let audience = reader.optional(), let subject = reader.optional(),
      let methods = reader.list(), let sourceIdentity = reader.optional(), let tags = reader.list(),
      let transitive = reader.list(), let policy = reader.optional(), let policyARNs = reader.list(),
      reader.isAtEnd, tags.count.isMultiple(of: 2)
    else { return nil }
    let session = Session(
      accessKeyID: accessKeyID,
      account: account,
      principalARN: principalARN,
      principalID: principalID,
      sessionName: sessionName,
      issuedAt: issuedAt,
      expiresAt: expiresAt,
      chainDepth: chainDepth,
      providerARN: provider.first,
      audience: audience.first,
      subject: subject.first,
      methods: methods,
      sourceIdentity: sourceIdentity.first,
      tags: stride(from: 0, to: tags.count, by: 2).map { Session.Tag(tags[$0], tags[$0 + 1]) },
      transitiveTagKeys: transitive,
      policy: policy.first,
      policyARNs: policyARNs
    )
    return (session, salt)
  }

  private struct Writer: ~Copyable {
    // Room for what most sessions need; a session policy lets it grow.
    var out = ByteSink(capacity: 1024)

    mutating func integer(_ value: Int) {
      let bits = UInt64(bitPattern: Int64(value))
      var shift: UInt64 = 64
      while shift > 0 {
        shift -= 8
        out.put(UInt8(truncatingIfNeeded: bits >> shift))
      }
    }

    /// One byte below 128, else three with the highest bit set.
    mutating func count(_ value: Int) {
      guard value >= 0x80 else { return out.put(UInt8(truncatingIfNeeded: value)) }
      out.put(UInt8(truncatingIfNeeded: value >> 16) | 0x80)
      out.put(UInt8(truncatingIfNeeded: value >> 8))
      out.put(UInt8(truncatingIfNeeded: value))
    }

    mutating func bytes(_ bytes: [UInt8]) {
      count(bytes.count)
      for byte in bytes { out.put(byte) }
    }

    mutating func text(_ text: String) {
      unsafe text.withBytes { bytes in
        count(bytes.count)
        unsafe out.put(bytes)
      }
    }

    mutating func list(_ texts: [String]) {
      count(texts.count)
      for text in texts { self.text(text) }
    }

    mutating func optional(_ text: String?) {
      count(text == nil ? 0 : 1)
      if let text { self.text(text) }
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count <= bytes.count - index else { return nil }
      defer { index += count }
      return bytes[index..<(index + count)]
    }

    mutating func integer() -> Int? {
      take(8).map { Int(truncatingIfNeeded: $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
    }

    /// The shorter form where there is one, so that a session has one spelling.
    mutating func count() -> Int? {
      guard let first = take(1)?.first else { return nil }
      guard first >= 0x80 else { return Int(first) }
      guard let rest = take(2) else { return nil }
      let value = rest.reduce(Int(first & 0x7F)) { $0 << 8 | Int($1) }
      return value >= 0x80 ? value : nil
    }

    mutating func block() -> [UInt8]? { count().flatMap { take($0) }.map { Array($0) } }

    mutating func text() -> String? {
      guard let count = count(), let bytes = take(count) else { return nil }
      return String(validating: bytes, as: UTF8.self)
    }

    mutating func list() -> [String]? {
      guard let count = count(), count <= 1024 else { return nil }
      var out: [String] = []
      for _ in 0..<count {
        guard let text = text() else { return nil }
        out.append(text)
      }
      return out
    }

    mutating func optional() -> [String]? {
      guard let list = list(), list.count <= 1 else { return nil }
      return list
    }
  }
}
