import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSource
import Testing

@Suite("policies of users")
struct UserPolicyTests {
  private static let reading = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"

  @Test("an inline policy is put, replaced, shown as it was written, listed and deleted, and it decides")
  func inline() throws {
    let desk = try IAMDesk.make()
    let ann = IAMDesk(world: desk.world, signing: try desk.world.addUser("ann"))
    #expect(try ann.refusal("ListUsers").code == "AccessDenied")
    let text =
      "{ \"Version\": \"2012-10-17\",\n  \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"iam:ListUsers\", "
      + "\"Resource\": \"*\"} }"
    try desk.ask("PutUserPolicy", ["UserName": "ann", "PolicyName": "p", "PolicyDocument": text])
    #expect(try ann.answer("ListUsers").status == 200)
    let shown = try desk.ask("GetUserPolicy", ["UserName": "ann", "PolicyName": "p"])
    #expect(shown.string("PolicyDocument")?.removingPercentEncodingStrictly == text)
    #expect(shown.string("PolicyDocument")?.contains("%7B%20%22Version%22") == true)
    #expect(shown.string("UserName") == "ann" && shown.string("PolicyName") == "p")
    try desk.ask(
      "PutUserPolicy",
      ["UserName": "ann", "PolicyName": "p", "PolicyDocument": World.policy(World.deny("iam:ListUsers"))]
    )
    #expect(try ann.refusal("ListUsers").message.hasSuffix("with an explicit deny in an identity-based policy"))
    try desk.ask(
      "PutUserPolicy",
      ["UserName": "ann", "PolicyName": "P", "PolicyDocument": World.policy(World.allow("s3:*"))]
    )
    #expect(try desk.ask("ListUserPolicies", ["UserName": "ann"]).texts("PolicyNames") == ["P", "p"])
    try desk.ask("DeleteUserPolicy", ["UserName": "ann", "PolicyName": "p"])
    try desk.expect(
      "NoSuchEntity",
      404,
      "The user policy with name p cannot be found.",
      "DeleteUserPolicy",
      ["UserName": "ann", "PolicyName": "p"]
    )
    try desk.expect(
      "NoSuchEntity",
      404,
      "The user policy with name p cannot be found.",
      "GetUserPolicy",
      ["UserName": "ann", "PolicyName": "p"]
    )
  }

  @Test("what is no policy, or too much of one, is refused and changes nothing")
  func badInline() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    func put(_ text: String) throws -> QueryError {
      try desk.refusal("PutUserPolicy", ["UserName": "ann", "PolicyName": "p", "PolicyDocument": text])
    }
    for text in ["{}", "[", "{\"Version\":\"2012-10-17\",\"Statement\":[]}", "null"] {
      let error = try put(text)
      #expect(error.code == "MalformedPolicyDocument" && error.status == 400, "\(text)")
    }
    let principal = World.policy(["Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"])
    #expect(try put(principal).code == "MalformedPolicyDocument")
    let resources = (0..<120).map { JSON.string("arn:aws:s3:::bucket-\($0)") }
    let large = World.policy(["Effect": "Allow", "Action": "s3:*", "Resource": .array(resources)])
    #expect(
      try put(large)
        == QueryError(
          code: "LimitExceeded",
          status: 409,
          message: "Maximum policy size of 2048 bytes exceeded for user ann"
        )
    )
    #expect(desk.account.user(named: "ann")?.permissions.inline.isEmpty == true)
    #expect(try put("{\u{2028}}").code == "ValidationError")
  }

  @Test("a managed policy is attached once, listed, decides, and is detached once")
  func attached() throws {
    let desk = try IAMDesk.make()
    let ann = IAMDesk(world: desk.world, signing: try desk.world.addUser("ann"))
    let attach = ["UserName": "ann", "PolicyArn": Self.reading]
    try desk.ask("AttachUserPolicy", attach)
    try desk.ask("AttachUserPolicy", attach)
    #expect(try ann.answer("ListUsers").status == 200)
    let own = try desk.world.addPolicy("own", World.allow("s3:*"))
    try desk.ask("AttachUserPolicy", ["UserName": "ann", "PolicyArn": own])
    let listed = try desk.ask("ListAttachedUserPolicies", ["UserName": "ann"])
    #expect(listed.texts("AttachedPolicies", "PolicyName") == ["IAMReadOnlyAccess", "own"])
    #expect(listed.texts("AttachedPolicies", "PolicyArn") == [Self.reading, own])
    let below = try desk.ask("ListAttachedUserPolicies", ["UserName": "ann", "PathPrefix": "/job-function/"])
    #expect(below.members("AttachedPolicies").isEmpty)
    let first = try desk.ask("ListAttachedUserPolicies", ["UserName": "ann", "MaxItems": "1"])
    #expect(first.string("IsTruncated") == "true")
    try desk.ask("DetachUserPolicy", attach)
    try desk.expect("NoSuchEntity", 404, "Policy \(Self.reading) was not found.", "DetachUserPolicy", attach)
    #expect(try ann.refusal("ListUsers").code == "AccessDenied")
  }

  @Test("a policy that is not there, is nobody's here or is no policy cannot be attached, and ten are enough")
  func badAttachments() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    func attach(_ arn: String) throws -> QueryError {
      try desk.refusal("AttachUserPolicy", ["UserName": "ann", "PolicyArn": arn])
    }
    let foreign = try desk.world.addPolicy("p", World.allow("*"), account: World.otherAccount)
    for arn in ["arn:aws:iam::aws:policy/Nothing", foreign, "arn:aws-cn:iam::aws:policy/AdministratorAccess"] {
      #expect(
        try attach(arn)
          == QueryError(
            code: "NoSuchEntity",
            status: 404,
            message: "Policy \(arn) does not exist or is not attachable."
          )
      )
    }
    #expect(
      try attach("not an ARN, whatever else")
        == QueryError(code: "ValidationError", status: 400, message: "ARN not an ARN, whatever else is not valid.")
    )
    for number in 0..<10 {
      let arn = try desk.world.addPolicy("p\(number)", World.allow("s3:*"))
      try desk.ask("AttachUserPolicy", ["UserName": "ann", "PolicyArn": arn])
    }
    #expect(
      try attach(Self.reading)
        == QueryError(code: "LimitExceeded", status: 409, message: "Cannot exceed quota for PoliciesPerUser: 10")
    )
    for action in ["AttachUserPolicy", "DetachUserPolicy"] {
      try desk.expect(
        "NoSuchEntity",
        404,
        "The user with name nobody cannot be found.",
        action,
        ["UserName": "nobody", "PolicyArn": Self.reading]
      )
    }
  }
}

extension String {
  /// The text behind a percent-encoding; nil when it is none.
  fileprivate var removingPercentEncodingStrictly: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
