import KeylessAWS

/// Which operation a method, an address and a query mean: every operation of S3, so that those which are not here can be
/// refused by their names.
enum S3Route {
  enum Found: Hashable, Sendable {
    case operation(String)
    /// Two parameters that each name an operation.
    case conflict(String, String)
    /// No operation of S3 has this method here.
    case notAllowed
  }

  static func find(_ method: String, _ level: S3Operation.Level, query: S3Query, isCopy: Bool) -> Found {
    let subresources = query.names.filter { isSubresource($0, level) }
    if subresources.count > 1 { return .conflict(subresources[0], subresources[1]) }
    var subresource = subresources.first ?? "-"
    if level == .object, query.has("uploadId") { subresource = query.has("partNumber") ? "partNumber" : "uploadId" }
    if level == .bucket, query["list-type"] == "2" { subresource = "list-type" }
    if subresources.first != nil, query.has("id"), ["GET"].contains(method) { subresource += "+id" }
    guard let name = table[Key(method: method, level: level, subresource: subresource)] else {
      // A list with an id that it does not have.
      if let sub = subresources.first, let name = table[Key(method: method, level: level, subresource: sub)] {
        return .operation(name)
      }
      return .notAllowed
    }
    guard isCopy else { return .operation(name) }
    return .operation(name == "PutObject" ? "CopyObject" : name == "UploadPart" ? "UploadPartCopy" : name)
  }

  private struct Key: Hashable {
    var method: String
    var level: S3Operation.Level
    var subresource: String
  }

  private static func isSubresource(_ name: String, _ level: S3Operation.Level) -> Bool {
    table.keys.contains { $0.level == level && ASCII.equal($0.subresource, name) } && name != "list-type"
      && name != "uploadId" && name != "partNumber" && name != "-"
  }

  /// Method, level, parameter (`-`: none), name, as in Amazon's service model; directory buckets have calls of their own.
  private static let lines = """
    GET service - ListBuckets
    PUT bucket - CreateBucket
    HEAD bucket - HeadBucket
    DELETE bucket - DeleteBucket
    GET bucket - ListObjects
    GET bucket list-type ListObjectsV2
    GET bucket versions ListObjectVersions
    GET bucket uploads ListMultipartUploads
    POST bucket delete DeleteObjects
    POST bucket - PostObject
    GET bucket location GetBucketLocation
    GET bucket abac GetBucketAbac
    PUT bucket abac PutBucketAbac
    GET bucket accelerate GetBucketAccelerateConfiguration
    PUT bucket accelerate PutBucketAccelerateConfiguration
    GET bucket acl GetBucketAcl
    PUT bucket acl PutBucketAcl
    GET bucket analytics ListBucketAnalyticsConfigurations
    GET bucket analytics+id GetBucketAnalyticsConfiguration
    PUT bucket analytics PutBucketAnalyticsConfiguration
    DELETE bucket analytics DeleteBucketAnalyticsConfiguration
    GET bucket cors GetBucketCors
    PUT bucket cors PutBucketCors
    DELETE bucket cors DeleteBucketCors
    GET bucket encryption GetBucketEncryption
    PUT bucket encryption PutBucketEncryption
    DELETE bucket encryption DeleteBucketEncryption
    GET bucket intelligent-tiering ListBucketIntelligentTieringConfigurations
    GET bucket intelligent-tiering+id GetBucketIntelligentTieringConfiguration
    PUT bucket intelligent-tiering PutBucketIntelligentTieringConfiguration
    DELETE bucket intelligent-tiering DeleteBucketIntelligentTieringConfiguration
    GET bucket inventory ListBucketInventoryConfigurations
    GET bucket inventory+id GetBucketInventoryConfiguration
    PUT bucket inventory PutBucketInventoryConfiguration
    DELETE bucket inventory DeleteBucketInventoryConfiguration
    GET bucket lifecycle GetBucketLifecycleConfiguration
    PUT bucket lifecycle PutBucketLifecycleConfiguration
    DELETE bucket lifecycle DeleteBucketLifecycle
    GET bucket logging GetBucketLogging
    PUT bucket logging PutBucketLogging
    POST bucket metadataConfiguration CreateBucketMetadataConfiguration
    GET bucket metadataConfiguration GetBucketMetadataConfiguration
    DELETE bucket metadataConfiguration DeleteBucketMetadataConfiguration
    POST bucket metadataTable CreateBucketMetadataTableConfiguration
    GET bucket metadataTable GetBucketMetadataTableConfiguration
    DELETE bucket metadataTable DeleteBucketMetadataTableConfiguration
    PUT bucket metadataInventoryTable UpdateBucketMetadataInventoryTableConfiguration
    PUT bucket metadataJournalTable UpdateBucketMetadataJournalTableConfiguration
    GET bucket metrics ListBucketMetricsConfigurations
    GET bucket metrics+id GetBucketMetricsConfiguration
    PUT bucket metrics PutBucketMetricsConfiguration
    DELETE bucket metrics DeleteBucketMetricsConfiguration
    GET bucket notification GetBucketNotificationConfiguration
    PUT bucket notification PutBucketNotificationConfiguration
    GET bucket object-lock GetObjectLockConfiguration
    PUT bucket object-lock PutObjectLockConfiguration
    GET bucket ownershipControls GetBucketOwnershipControls
    PUT bucket ownershipControls PutBucketOwnershipControls
    DELETE bucket ownershipControls DeleteBucketOwnershipControls
    GET bucket policy GetBucketPolicy
    PUT bucket policy PutBucketPolicy
    DELETE bucket policy DeleteBucketPolicy
    GET bucket policyStatus GetBucketPolicyStatus
    GET bucket publicAccessBlock GetPublicAccessBlock
    PUT bucket publicAccessBlock PutPublicAccessBlock
    DELETE bucket publicAccessBlock DeletePublicAccessBlock
    GET bucket replication GetBucketReplication
    PUT bucket replication PutBucketReplication
    DELETE bucket replication DeleteBucketReplication
    GET bucket requestPayment GetBucketRequestPayment
    PUT bucket requestPayment PutBucketRequestPayment
    GET bucket session CreateSession
    GET bucket tagging GetBucketTagging
    PUT bucket tagging PutBucketTagging
    DELETE bucket tagging DeleteBucketTagging
    GET bucket versioning GetBucketVersioning
    PUT bucket versioning PutBucketVersioning
    GET bucket website GetBucketWebsite
    PUT bucket website PutBucketWebsite
    DELETE bucket website DeleteBucketWebsite
    PUT object - PutObject
    GET object - GetObject
    HEAD object - HeadObject
    DELETE object - DeleteObject
    POST object uploads CreateMultipartUpload
    PUT object partNumber UploadPart
    POST object uploadId CompleteMultipartUpload
    DELETE object uploadId AbortMultipartUpload
    GET object uploadId ListParts
    GET object acl GetObjectAcl
    PUT object acl PutObjectAcl
    GET object attributes GetObjectAttributes
    PUT object encryption UpdateObjectEncryption
    GET object legal-hold GetObjectLegalHold
    PUT object legal-hold PutObjectLegalHold
    PUT object renameObject RenameObject
    POST object restore RestoreObject
    GET object retention GetObjectRetention
    PUT object retention PutObjectRetention
    POST object select SelectObjectContent
    GET object tagging GetObjectTagging
    PUT object tagging PutObjectTagging
    DELETE object tagging DeleteObjectTagging
    GET object torrent GetObjectTorrent
    """

  private static let table: [Key: String] = {
    var table: [Key: String] = [:]
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 4, let level = S3Operation.Level(rawValue: words[1]) else { continue }
      table[Key(method: words[0], level: level, subresource: words[2])] = words[3]
    }
    return table
  }()
}
