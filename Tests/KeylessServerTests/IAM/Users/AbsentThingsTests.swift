import KeylessAWS
import KeylessCalls
import Testing

@Suite("what users of this AWS never have")
struct AbsentThingsTests {
  static let kinds = [
    ("ListGroupsForUser", "Groups"), ("ListMFADevices", "MFADevices"), ("ListSSHPublicKeys", "SSHPublicKeys"),
    ("ListSigningCertificates", "Certificates"), ("ListServiceSpecificCredentials", "ServiceSpecificCredentials"),
  ]

  @Test(
    "the lists that tools read before they delete a user are empty, and asked of somebody who exists",
    arguments: Self.kinds
  )
  func lists(action: String, list: String) throws {
    let desk = try IAMDesk.make()
    let empty = try desk.ask(action, ["UserName": "root-ish"])
    #expect(empty.has(list) && empty.members(list).isEmpty)
    #expect(empty.string("IsTruncated") == "false")
    try desk.expect("NoSuchEntity", 404, "The user with name nobody cannot be found.", action, ["UserName": "nobody"])
    #expect(try desk.refusal(action, ["UserName": "root-ish", "Marker": "nonsense"]).message == "Invalid Marker.")
  }

  @Test("there are no groups and no second factors at all")
  func others() throws {
    let desk = try IAMDesk.make()
    #expect(try desk.ask("ListGroups").has("Groups"))
    #expect(try desk.ask("ListVirtualMFADevices", ["AssignmentStatus": "Assigned"]).has("VirtualMFADevices"))
    #expect(try desk.refusal("ListVirtualMFADevices", ["AssignmentStatus": "Lost"]).code == "ValidationError")
    #expect(try desk.ask("ListServiceSpecificCredentials", ["AllUsers": "true"]).has("ServiceSpecificCredentials"))
    #expect(try desk.refusal("ListGroupsForUser").code == "ValidationError")
  }

  @Test("there is no password to show or to take away")
  func passwords() throws {
    let desk = try IAMDesk.make()
    let message = "Login Profile for User root-ish cannot be found."
    for action in ["GetLoginProfile", "DeleteLoginProfile"] {
      try desk.expect("NoSuchEntity", 404, message, action, ["UserName": "root-ish"])
      try desk.expect("NoSuchEntity", 404, message, action)
      #expect(try desk.refusal(action, ["UserName": "nobody"]).message == "The user with name nobody cannot be found.")
    }
  }

  @Test(
    "what would make one of them is refused by name",
    arguments: [
      "CreateGroup", "AddUserToGroup", "CreateLoginProfile", "CreateVirtualMFADevice", "EnableMFADevice",
      "UploadSSHPublicKey", "UploadSigningCertificate", "CreateServiceSpecificCredential", "CreateAccountAlias",
      "UpdateAccountPasswordPolicy", "ChangePassword", "PutGroupPolicy", "AttachGroupPolicy",
    ]
  )
  func refused(action: String) throws {
    let error = try IAMDesk.make().refusal(action)
    #expect(error.code == "NotImplemented" && error.status == 400)
    #expect(error.message.contains("iam:\(action)"))
  }
}
