@testable import KeylessServer
import KeylessSystem
import KeylessTesting
import Testing

@Suite("the files of the organization's policies")
struct OrganizationFileTests {
  private static func read(_ text: String, isResourceControl: Bool) async throws -> ServerError? {
    try await TemporaryFolder.use { folder in
      var system = TestMachine().system()
      system.files = System.live().files
      try system.files.createPrivate(folder + "/policy.json", Array(text.utf8))
      let files = [folder + "/policy.json"]
      do {
        _ = try OrganizationFiles.read(
          serviceControl: isResourceControl ? [] : files,
          resourceControl: isResourceControl ? files : [],
          system: system
        )
        return nil
      } catch let error as ServerError {
        return error
      }
    }
  }

  private static func document(_ statement: String, version: String? = "2012-10-17") -> String {
    "{\(version.map { "\"Version\":\"\($0)\"," } ?? "")\"Statement\":[\(statement)]}"
  }

  private static let deny = #"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#
  private static let full = #"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#

  @Test(
    "a resource control policy that Organizations would take is taken",
    arguments: [
      document(deny), document(full), document(full + "," + deny),
      document(#"{"Effect":"Deny","Principal":"*","Action":["s3:Get*","sts:*"],"NotResource":"arn:aws:s3:::open/*"}"#),
    ]
  )
  func taken(text: String) async throws {
    #expect(try await Self.read(text, isResourceControl: true) == nil)
  }

  @Test(
    "a resource control policy that Organizations would not take is refused with the reason",
    arguments: [
      (document(#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#), "only denies"),
      (document(#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::a"}"#), "only denies"),
      (document(#"{"Effect":"Allow","Principal":"*","NotAction":"*","Resource":"*"}"#), "only denies"),
      (
        document(
          #"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}"#
        ), "only denies"
      ),
      (document(#"{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"#), "names a service"),
      (document(#"{"Effect":"Deny","Principal":"*","Action":["s3:*","*"],"Resource":"*"}"#), "names a service"),
      (document(#"{"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"}"#), "no `NotAction`"),
      (document(deny, version: "2008-10-17"), "is `2012-10-17`"), (document(deny, version: nil), "is `2012-10-17`"),
    ]
  )
  func refused(text: String, why: String) async throws {
    let error = try #require(try await Self.read(text, isResourceControl: true))
    #expect(error.code == .usage)
    #expect(error.description.contains(why), "\(error)")
  }

  @Test("a service control policy may allow and deny everything, in the newer version of the language only")
  func serviceControl() async throws {
    let statements = [
      #"{"Effect":"Deny","Action":"*","Resource":"*"}"#, #"{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}"#,
    ]
    for statement in statements {
      #expect(try await Self.read(Self.document(statement), isResourceControl: false) == nil)
      for version in ["2008-10-17", nil] {
        let error = try await Self.read(Self.document(statement, version: version), isResourceControl: false)
        #expect(error?.code == .usage)
        #expect(error?.description.contains("the `Version` of a service control policy is `2012-10-17`") == true)
      }
    }
  }
}
