import KeylessPolicy
import KeylessReach
import Testing

@Suite("policies of any kind, compared")
struct GeneralReachTests {
  private static func inclusion(_ left: String, _ right: String) throws -> (Bool?, Bool?) {
    let documents = try [left, right].map { text in
      try PolicyDocument.parse(
        bytes: Array("{\"Version\":\"2012-10-17\",\"Statement\":[\(text)]}".utf8),
        file: "policy",
        kind: .identity
      )
    }
    let form = GeneralReach.form(of: documents)
    let reaches = try documents.map { try GeneralReach($0, in: form) }
    return (
      try GeneralReach.inclusion(of: reaches[0], in: reaches[1]).holds,
      try GeneralReach.inclusion(of: reaches[1], in: reaches[0]).holds
    )
  }

  @Test(
    "one within the other, both ways",
    arguments: [
      (String, String, Bool?, Bool?)
    ]([
      (
        #"{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::b/*"}"#,
        #"{"Effect":"Allow","Action":"S3:*","Resource":"*"}"#, true, false
      ),
      (
        #"{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}"#,
        #"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*"}"#, true, true
      ),
      (
        #"{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::secret/*"}"#,
        #"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}"#, false, true
      ),
      (
        #"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}/*"}"#,
        #"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/*"}"#, true, false
      ),
      (
        #"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/bob/*"}"#,
        #"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}/*"}"#, nil, nil
      ),
      (
        #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericLessThan":{"s3:max-keys":"10"}}}"#,
        #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericLessThanEquals":{"s3:max-keys":"10"}}}"#,
        true, false
      ),
      (
        #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.1.0/24"}}}"#,
        #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.1.0.0/16"}}}"#,
        true, false
      ),
    ])
  )
  func inclusion(left: String, right: String, there: Bool?, back: Bool?) throws {
    let found = try Self.inclusion(left, right)
    #expect(found == (there, back))
  }
}
