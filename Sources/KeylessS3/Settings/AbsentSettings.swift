import KeylessAWS

/// Settings that a bucket of this AWS never has: they can be asked for, as Terraform does on every refresh, and the answer
/// is S3's for a bucket without them.
extension BucketSetting {
  static let cors = BucketSetting(
    "cors",
    root: "CORSConfiguration",
    get: .init("GetBucketCors", "s3:GetBucketCORS"),
    missing: .refused(.s3("NoSuchCORSConfiguration", 404, "The CORS configuration does not exist"))
  )
  static let website = BucketSetting(
    "website",
    root: "WebsiteConfiguration",
    get: .init("GetBucketWebsite", "s3:GetBucketWebsite"),
    missing: .refused(
      .s3("NoSuchWebsiteConfiguration", 404, "The specified bucket does not have a website configuration")
    )
  )
  static let accelerate = BucketSetting(
    "accelerate",
    root: "AccelerateConfiguration",
    get: .init("GetBucketAccelerateConfiguration", "s3:GetAccelerateConfiguration"),
    missing: .answered(XMLNode("AccelerateConfiguration", []))
  )
  static let requestPayment = BucketSetting(
    "requestPayment",
    root: "RequestPaymentConfiguration",
    get: .init("GetBucketRequestPayment", "s3:GetBucketRequestPayment"),
    missing: .answered(XMLNode("RequestPaymentConfiguration", [XMLNode("Payer", "BucketOwner")]))
  )
  static let logging = BucketSetting(
    "logging",
    root: "BucketLoggingStatus",
    get: .init("GetBucketLogging", "s3:GetBucketLogging"),
    missing: .answered(XMLNode("BucketLoggingStatus", []))
  )
  static let replication = BucketSetting(
    "replication",
    root: "ReplicationConfiguration",
    get: .init("GetBucketReplication", "s3:GetReplicationConfiguration"),
    missing: .refused(
      .s3("ReplicationConfigurationNotFoundError", 404, "The replication configuration was not found")
    )
  )
  static let objectLock = BucketSetting(
    "object-lock",
    root: "ObjectLockConfiguration",
    get: .init("GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
    missing: .refused(
      .s3(
        "ObjectLockConfigurationNotFoundError",
        404,
        "Object Lock configuration does not exist for this bucket"
      )
    )
  )
  static let notification = BucketSetting(
    "notification",
    root: "NotificationConfiguration",
    get: .init("GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
    missing: .answered(XMLNode("NotificationConfiguration", []))
  )
}
