import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy

/// One call of an operation: the request, who makes it, and what surrounds it.
struct S3Call: Sendable {
  let scope: CallScope
  let request: S3Request
  /// `REST-HEADER` or `REST-QUERY-STRING`; nil for an anonymous call.
  let authentication: String?
  /// When the request was signed, Unix seconds.
  let signedAt: Int?
  let remarks: S3Remarks

  var isAnonymous: Bool { authentication == nil }

  func arn(_ bucket: String, _ key: String? = nil) -> String {
    ARN(partition: scope.partition, service: "s3", account: "", resource: key.map { "\(bucket)/\($0)" } ?? bucket)
      .description
  }

  /// The bucket that the call is about, as it is now.
  func bucket() throws(Refusal) -> BucketContents {
    let name = request.bucket
    guard let bucket = scope.accounts.read({ $0.bucket(named: name) }) else {
      throw Refusal(BucketName.isValid(name) ? .noSuchBucket : .invalidBucketName)
    }
    try checkOwner(of: bucket.bucket)
    return bucket
  }

  /// The same bucket while a change is planned: one that has been deleted and made again since is another.
  func bucket(_ seen: Bucket, in contents: Contents) throws(Refusal) -> BucketContents {
    guard let bucket = contents.bucket(named: seen.name), bucket.bucket.created == seen.created,
      ASCII.equal(bucket.bucket.account, seen.account)
    else { throw Refusal(.noSuchBucket) }
    return bucket
  }

  private func checkOwner(of bucket: Bucket) throws(Refusal) {
    guard let expected = request.header("x-amz-expected-bucket-owner") else { return }
    guard AccountID(expected) != nil else { throw Refusal(.expectedOwnerForm) }
    guard ASCII.equal(bucket.account, expected) else {
      throw Refusal(.accessDeniedByS3, because: "the bucket belongs to \(bucket.account), not to \(expected)")
    }
  }

  /// The XML of the request's body; its root must have that name.
  func document(_ root: String, sizeLimit: Int = 1 << 20) throws(Refusal) -> WireElement {
    guard !request.body.isEmpty else {
      throw Refusal(.s3("MissingRequestBodyError", 400, "Request Body is empty"))
    }
    let element: WireElement
    do {
      element = try WireElement(xml: request.body, sizeLimit: sizeLimit)
    } catch {
      throw Refusal(.malformedXML, because: "\(error)")
    }
    guard ASCII.equal(element.name, root) else {
      throw Refusal(.malformedXML, because: "the root is not `\(root)`")
    }
    return element
  }

  /// Reads a part of the request, whose faults explain themselves.
  func reading<Value>(_ body: () throws(QueryError) -> Value) throws(Refusal) -> Value {
    do {
      return try body()
    } catch {
      throw Refusal(error)
    }
  }

  /// An owner's canonical id, made from the account: sixty-four hexadecimal digits, always the same.
  static func canonicalID(of account: String) -> String {
    Hex.encode(Digest.sha256(Array("canonical user of \(account)".utf8)))
  }

  static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"
}
