import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// A setting of a bucket that is a document of its own: read, checked, kept, and given back in the same form.
struct BucketSetting: Sendable {
  /// An operation's name, and the action that a policy must allow for it.
  struct Verb: Sendable {
    var operation: String
    var action: String

    init(_ operation: String, _ action: String) {
      self.operation = operation
      self.action = action
    }
  }

  enum Missing: Sendable {
    case refused(QueryError)
    case answered(XMLNode)
  }

  /// The query parameter that names it, and the name under which it is kept.
  let subresource: String
  let root: String
  let get: Verb
  let put: Verb?
  let delete: Verb?
  /// What a bucket answers that does not have it.
  let missing: Missing
  /// The document as it is kept, defaults filled in.
  let read: @Sendable (WireElement) throws(QueryError) -> XMLNode
  let putFields: [String]

  init(
    _ subresource: String,
    root: String,
    get: Verb,
    put: Verb? = nil,
    delete: Verb? = nil,
    missing: Missing,
    putFields: [String] = [],
    read: @escaping @Sendable (WireElement) throws(QueryError) -> XMLNode = { _ throws(QueryError) in
      throw .malformedXML
    }
  ) {
    self.subresource = subresource
    self.root = root
    self.get = get
    self.put = put
    self.delete = delete
    self.missing = missing
    self.putFields = putFields
    self.read = read
  }

  static let all: [BucketSetting] = [
    .encryption, .publicAccessBlock, .ownershipControls, .lifecycle, .cors, .website, .accelerate, .requestPayment,
    .logging, .replication, .objectLock, .notification,
  ]

  var operations: [S3Operation] {
    var operations = [reading]
    if let put { operations.append(writing(put)) }
    if let delete { operations.append(removing(delete)) }
    return operations
  }

  private var reading: S3Operation {
    S3Operation(get.operation, parameters: [subresource]) { call throws(Refusal) in
      let bucket = try call.bucket().bucket
      try call.authorize(get.action, in: bucket)
      let headers = keptHeaders.compactMap { name in
        bucket.settings[headerKey(name)].map { ServerAnswer.Header(name, $0) }
      }
      guard let text = bucket.settings[subresource] else {
        switch missing {
        case .refused(let error): throw Refusal(error)
        case .answered(let root): return .xml(root)
        }
      }
      guard let element = try? WireElement(xml: Array(text.utf8)) else {
        throw Refusal(.internalFailure, because: "the kept `\(subresource)` of \(bucket.name) is no XML")
      }
      return .xml(XMLNode(element), headers: headers)
    }
  }

  private func writing(_ verb: Verb) -> S3Operation {
    S3Operation(verb.operation, parameters: [subresource], fields: putFields) { call throws(Refusal) in
      let bucket = try call.bucket().bucket
      try call.authorize(verb.action, in: bucket)
      let sent = try call.document(root)
      let document = try call.reading { () throws(QueryError) in try read(sent) }
      let headers = keptHeaders.compactMap { name in call.request.header(name).map { (name, $0) } }
      try call.change(bucket) { bucket in
        bucket.settings[subresource] = document.text
        for name in keptHeaders { bucket.settings[headerKey(name)] = nil }
        for (name, value) in headers { bucket.settings[headerKey(name)] = value }
      }
      return S3Answer(headers: headers.map { .init($0.0, $0.1) })
    }
  }

  private func removing(_ verb: Verb) -> S3Operation {
    S3Operation(verb.operation, parameters: [subresource]) { call throws(Refusal) in
      let bucket = try call.bucket().bucket
      try call.authorize(verb.action, in: bucket)
      try call.change(bucket) { bucket in
        bucket.settings[subresource] = nil
        for name in keptHeaders { bucket.settings[headerKey(name)] = nil }
      }
      return .noContent
    }
  }

  /// Header fields that belong to the setting and come back with it.
  private var keptHeaders: [String] {
    putFields.filter { ASCII.equal($0, "x-amz-transition-default-minimum-object-size") }
  }

  private func headerKey(_ name: String) -> String { "\(subresource).\(name)" }
}

extension S3Call {
  /// Changes the settings of a bucket.
  func change(_ seen: Bucket, _ body: (inout Bucket) -> Void) throws(Refusal) {
    try scope.change { contents throws(Refusal) in
      var bucket = try bucket(seen, in: contents).bucket
      body(&bucket)
      return (answer: (), changes: [.put(.bucket(bucket))])
    }
  }
}
