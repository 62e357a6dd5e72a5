import KeylessAWS
import KeylessCalls

/// An error as S3 writes it: no envelope, code and message first, then what the code is about, then two ids.
struct S3ErrorDocument {
  let bytes: [UInt8]

  init(_ error: QueryError, address: S3Address?, request: IncomingRequest, requestID: String) {
    var children = [XMLNode("Code", error.code), XMLNode("Message", error.message)]
    switch error.code {
    case "NoSuchBucket", "BucketAlreadyExists", "BucketAlreadyOwnedByYou", "BucketNotEmpty", "InvalidBucketName",
      "NoSuchBucketPolicy", "NoSuchTagSet", "NoSuchLifecycleConfiguration", "NoSuchCORSConfiguration",
      "NoSuchWebsiteConfiguration", "OwnershipControlsNotFoundError", "NoSuchPublicAccessBlockConfiguration",
      "ObjectLockConfigurationNotFoundError", "ReplicationConfigurationNotFoundError":
      children += XMLNode.optional("BucketName", address?.bucket)
    case "NoSuchKey", "NoSuchVersion":
      children += XMLNode.optional("Key", address?.key)
      if error.code == "NoSuchVersion", let version = try? S3Query(request.query)["versionId"] {
        children.append(XMLNode("VersionId", version))
      }
    case "InvalidAccessKeyId":
      children += XMLNode.optional("AWSAccessKeyId", ClaimedCredential.name(in: request))
    case "PreconditionFailed": children += XMLNode.optional("Condition", Self.condition(request))
    case "NotImplemented" where error == .uploadConditionNotImplemented:
      children.append(XMLNode("Header", "If-None-Match"))
    case "MethodNotAllowed":
      children.append(XMLNode("Method", bounded(request.method)))
      children.append(XMLNode("ResourceType", address?.key.isEmpty == false ? "OBJECT" : "BUCKET"))
    case "EntityTooLarge": children.append(XMLNode("MaxSizeAllowed", String(S3Payload.mostBytes)))
    default: break
    }
    children.append(XMLNode("RequestId", requestID))
    children.append(XMLNode("HostId", S3Answer.hostID(requestID)))
    bytes = XMLNode("Error", children).document()
  }

  /// The first condition that the request has.
  private static func condition(_ request: IncomingRequest) -> String? {
    ["If-Match", "If-None-Match", "If-Unmodified-Since"].first { request.headers.text($0) != nil }
  }
}
