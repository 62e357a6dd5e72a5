import KeylessAWS

/// What S3 answers when it does not do what it was asked (Amazon S3 API Reference, "Error responses"), word for word
/// where the words are known.
extension QueryError {
  static func s3(_ code: String, _ status: Int, _ message: String) -> Self {
    QueryError(code: code, status: status, message: message)
  }

  /// Clients do not try a 501 again.
  static func notImplementedByS3(_ what: String) -> Self {
    s3("NotImplemented", 501, "The local AWS of keyless does not implement \(what).")
  }

  static func invalidArgument(_ message: String) -> Self { s3("InvalidArgument", 400, message) }
  static func invalidRequest(_ message: String) -> Self { s3("InvalidRequest", 400, message) }

  static let accessDeniedByS3 = s3("AccessDenied", 403, "Access Denied")
  static let invalidURI = s3("InvalidURI", 400, "Couldn't parse the specified URI.")
  static let keyTooLong = s3("KeyTooLongError", 400, "Your key is too long")
  static let methodNotAllowed = s3(
    "MethodNotAllowed",
    405,
    "The specified method is not allowed against this resource."
  )
  static let malformedXML = s3(
    "MalformedXML",
    400,
    "The XML you provided was not well-formed or did not validate against our published schema"
  )

  // buckets
  static let invalidBucketName = s3("InvalidBucketName", 400, "The specified bucket is not valid.")
  static let noSuchBucket = s3("NoSuchBucket", 404, "The specified bucket does not exist")
  static let bucketAlreadyExists = s3(
    "BucketAlreadyExists",
    409,
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please "
      + "select a different name and try again."
  )
  static let bucketAlreadyOwnedByYou = s3(
    "BucketAlreadyOwnedByYou",
    409,
    "Your previous request to create the named bucket succeeded and you already own it."
  )
  static let tooManyBuckets = s3(
    "TooManyBuckets",
    400,
    "You have attempted to create more buckets than allowed"
  )
  static let bucketNotEmpty = s3("BucketNotEmpty", 409, "The bucket you tried to delete is not empty")
  static let versionedBucketNotEmpty = s3(
    "BucketNotEmpty",
    409,
    "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
  )
  static let invalidLocationConstraint = s3(
    "InvalidLocationConstraint",
    400,
    "The specified location-constraint is not valid"
  )

  /// `name` is the constraint, or `unspecified`.
  static func illegalLocationConstraint(_ name: String) -> Self {
    s3(
      "IllegalLocationConstraintException",
      400,
      "The \(name) location constraint is incompatible for the region specific endpoint this request was sent to."
    )
  }

  static let expectedOwnerForm = s3(
    "InvalidBucketOwnerAWSAccountID",
    400,
    "The value of the expected bucket owner parameter must be an AWS account ID."
  )

  // objects
  static let noSuchKey = s3("NoSuchKey", 404, "The specified key does not exist.")
  static let noSuchVersion = s3("NoSuchVersion", 404, "The specified version does not exist.")
  static let invalidVersionID = invalidArgument("Invalid version id specified")
  static let preconditionFailed = s3(
    "PreconditionFailed",
    412,
    "At least one of the pre-conditions you specified did not hold"
  )
  static let invalidRange = s3("InvalidRange", 416, "The requested range is not satisfiable")
  static let entityTooLarge = s3("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size")
  static let metadataTooLarge = s3(
    "MetadataTooLarge",
    400,
    "Your metadata headers exceed the maximum allowed metadata size"
  )

  /// S3's own answer, word for word, to an upload whose `If-None-Match` is anything but `*`, or stands beside `If-Match`:
  /// S3 implements no other form (Amazon S3 User Guide, "Add preconditions to S3 operations"), and neither does keyless.
  static let uploadConditionNotImplemented = s3(
    "NotImplemented",
    501,
    "A header you provided implies functionality that is not implemented"
  )
}
