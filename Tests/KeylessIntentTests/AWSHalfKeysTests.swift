import KeylessIntent
import KeylessSource
import Testing

@Suite("the keys that shape the AWS half")
struct AWSHalfKeysTests {
  private static func read(_ top: String, role: String = "") throws -> Intent {
    let text = """
      version: 1
      account: "111122223333"
      platform: gitlab
      region: eu-west-1
      \(top)
      roles:
        deploy:
          admits: [{project: acme/shop, project-id: 1, branches: [main]}]
          \(role)
        plan:
          admits: [{project: acme/shop, project-id: 1, branches: ["*"]}]
      """
    return try #require(Intent.read(Array(text.utf8), file: "keyless.yaml").intent)
  }

  @Test("what is not said is nothing: no boundary, no tag, no state, a provider of our own")
  func defaults() throws {
    let intent = try Self.read("")
    #expect(!intent.reusesProvider)
    #expect(intent.tags.isEmpty && intent.state == nil)
    #expect(intent.roles.allSatisfy { $0.boundary == nil && $0.tags.isEmpty })
  }

  @Test("a role's tag takes the place of the intent's, whatever the case of its key")
  func tags() throws {
    let intent = try Self.read("tags: {Team: all, cost: 0042}", role: "tags: {team: shop}")
    let role = try #require(intent.role(named: "deploy"))
    #expect(intent.tags == [.init(key: "Team", value: "all"), .init(key: "cost", value: "0042")])
    let merged = ResourceTag.merged(intent.tags, role.tags)
    #expect(merged == [.init(key: "cost", value: "0042"), .init(key: "team", value: "shop")])
  }

  @Test("boundary and provider are read as they stand")
  func boundary() throws {
    let intent = try Self.read("provider: existing", role: "boundary: arn:aws:iam::111122223333:policy/edge")
    #expect(intent.reusesProvider)
    #expect(intent.role(named: "deploy")?.boundary?.value == "arn:aws:iam::111122223333:policy/edge")
  }

  @Test("the state lies in the intent's region, under S3's own encryption, until somebody says otherwise")
  func stateDefaults() throws {
    let state = try #require(try Self.read("state: {bucket: acme-state}").state)
    #expect(state.bucket.value == "acme-state" && state.region == "eu-west-1")
    #expect(state.encryption == .s3 && state.keyPrefix == nil && state.access.isEmpty)
  }

  @Test("a role gets the access the state gives it, and no other role does")
  func access() throws {
    let intent = try Self.read(
      "state: {bucket: acme-state, region: us-west-2, kms: true, key-prefix: shop/, roles: {deploy: write}}"
    )
    let state = try #require(intent.state)
    #expect(state.region == "us-west-2" && state.encryption == .newKey && state.keyPrefix == "shop/")
    #expect(intent.roles.map { state.mode(of: $0) } == [.write, nil])
  }

  @Test("an existing KMS key is named by its ARN, in the region of the bucket")
  func key() throws {
    let arn = "arn:aws:kms:us-west-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    let intent = try Self.read("state: {bucket: acme-state, region: us-west-2, kms: \"\(arn)\"}")
    guard case .key(let key) = intent.state?.encryption else {
      Issue.record("no key was read")
      return
    }
    #expect(key.value == arn)
  }
}
