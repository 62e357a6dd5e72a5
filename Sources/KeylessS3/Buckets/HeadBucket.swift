import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  static let headBucket = S3Operation("HeadBucket") { call throws(Refusal) in
    let bucket = try call.bucket().bucket
    // Clients learn from it where a bucket is, whether or not they may look into it.
    call.remarks.add("x-amz-bucket-region", bucket.region)
    try call.authorize("s3:ListBucket", in: bucket)
    var answer = S3Answer(
      headers: [
        .init("x-amz-bucket-region", bucket.region), .init("x-amz-bucket-arn", call.arn(bucket.name)),
        .init("x-amz-access-point-alias", "false"),
      ]
    )
    answer.contentType = "application/xml"
    return answer
  }

  static let getBucketLocation = S3Operation("GetBucketLocation", parameters: ["location"]) { call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:GetBucketLocation", in: bucket)
    // The oldest region has no name here.
    return .xml(XMLNode("LocationConstraint", ASCII.equal(bucket.region, "us-east-1") ? "" : bucket.region))
  }
}
