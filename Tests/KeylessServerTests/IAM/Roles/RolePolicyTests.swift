import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("IAM: inline policies of roles")
struct RolePolicyTests {
  private static let named = ["RoleName": "deploy"]

  private func put(_ name: String, _ document: String = Administration.reading) -> [String: String] {
    Self.named.merging(["PolicyName": name, "PolicyDocument": document]) { $1 }
  }

  @Test("an inline policy is put, replaced, shown as it was sent, listed in pages and deleted")
  func lifeCycle() throws {
    let aws = try Administration()
    for name in ["b", "a", "C"] { #expect(try aws.answer("PutRolePolicy", put(name)).status == 200) }
    let spaced = Administration.reading + "\n "
    try aws.ask("PutRolePolicy", put("a", spaced))
    let shown = try aws.ask("GetRolePolicy", Self.named.merging(["PolicyName": "a"]) { $1 })
    #expect(shown.string("RoleName") == "deploy")
    #expect(shown.string("PolicyDocument") == PercentEncoding.encode(spaced))
    #expect(
      try aws.pages("ListRolePolicies", Self.named, size: 2) { $0.texts("PolicyNames") } == [["C", "a"], ["b"]]
    )
    try aws.ask("DeleteRolePolicy", Self.named.merging(["PolicyName": "a"]) { $1 })
    let gone = QueryError.noEntity("The role policy with name a cannot be found.")
    #expect(try aws.refusal("DeleteRolePolicy", Self.named.merging(["PolicyName": "a"]) { $1 }) == gone)
    #expect(try aws.refusal("GetRolePolicy", Self.named.merging(["PolicyName": "a"]) { $1 }) == gone)
  }

  @Test("what an inline policy allows is allowed to the role's sessions, at once")
  func effect() throws {
    let aws = try Administration()
    let session = Signing(try aws.world.session())
    let before = try aws.refusal("ListRoles", as: session)
    #expect(
      before
        == .denied(
          "arn:aws:sts::111122223333:assumed-role/deploy/job-42",
          "iam:ListRoles",
          "arn:aws:iam::111122223333:role/"
        )
    )
    try aws.ask("PutRolePolicy", put("p", World.policy(World.allow("iam:ListRoles"))))
    try aws.ask("ListRoles", as: session)
    try aws.ask("DeleteRolePolicy", Self.named.merging(["PolicyName": "p"]) { $1 })
    #expect(try aws.refusal("ListRoles", as: session) == before)
  }

  @Test("together they have 10,240 characters, white space aside")
  func quota() throws {
    let aws = try Administration()
    func sized(_ size: Int) -> String {
      let empty = World.policy(World.allow("s3:GetObject", on: "arn:aws:s3:::")).utf8.count
      return World.policy(
        World.allow("s3:GetObject", on: "arn:aws:s3:::" + String(repeating: "b", count: size - empty))
      )
    }
    try aws.ask("PutRolePolicy", put("a", sized(6000)))
    try aws.ask("PutRolePolicy", put("b", sized(4240) + String(repeating: " ", count: 9000)))
    let full = QueryError.iam("LimitExceeded", 409, "Maximum policy size of 10240 bytes exceeded for role deploy")
    #expect(try aws.refusal("PutRolePolicy", put("b", sized(4241))) == full)
    #expect(try aws.refusal("PutRolePolicy", put("c")) == full)
    #expect(try aws.ask("ListRolePolicies", Self.named).texts("PolicyNames") == ["a", "b"])
  }

  static let malformedDocuments: [(String, String)] = [
    ("{", "Syntax errors in policy."), ("{}", "Syntax errors in policy."),
    (World.policy(["Effect": "Allow", "Action": "s3:*"]), "Policy statement must contain resources."),
    (World.policy(["Effect": "Allow", "Resource": "*"]), "Policy statement must contain actions."),
    (
      World.policy(World.allow("GetObject")),
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
    ), (World.policy(World.allow("a:b:c")), "Actions/Condition can contain only one colon."),
    (World.policy(World.allow("a a:b")), "Vendor a a is not valid"),
    (World.policy(World.allow("s3:*", on: "bucket")), #"Resource bucket must be in ARN format or "*"."#),
    (
      World.policy(World.allow("s3:*", on: "arn:error:s3:::example_bucket")),
      #"Partition "error" is not valid for resource "arn:error:s3:::example_bucket"."#
    ),
    (
      #"{"Version":"2011-01-01","Statement":[]}"#,
      "Policy document must be version 2012-10-17 or greater."
    ),
  ]

  @Test("a document that is no identity policy is refused in AWS's words", arguments: malformedDocuments)
  func malformed(document: String, message: String) throws {
    let aws = try Administration()
    let error = QueryError.iam("MalformedPolicyDocument", 400, message)
    #expect(try aws.refusal("PutRolePolicy", put("p", document)) == error)
    #expect(try aws.refusal("CreatePolicy", ["PolicyName": "p", "PolicyDocument": document]) == error)
  }
}
