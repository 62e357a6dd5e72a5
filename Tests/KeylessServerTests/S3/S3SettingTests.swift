import KeylessAWS
import KeylessCalls
import KeylessServer
import Testing

/// What the AWS provider 5.100 asks of a bucket on every refresh, and what a module for state sets.
@Suite("settings of buckets")
struct S3SettingTests {
  @Test(
    "a bucket without a setting says so in S3's words",
    arguments: [
      ("tagging", 404, "NoSuchTagSet"), ("policy", 404, "NoSuchBucketPolicy"),
      ("policyStatus", 404, "NoSuchBucketPolicy"),
      ("cors", 404, "NoSuchCORSConfiguration"), ("website", 404, "NoSuchWebsiteConfiguration"),
      ("lifecycle", 404, "NoSuchLifecycleConfiguration"),
      ("replication", 404, "ReplicationConfigurationNotFoundError"),
      ("object-lock", 404, "ObjectLockConfigurationNotFoundError"),
    ]
  )
  func missing(name: String, status: Int, code: String) throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let answer = try world.s3("GET", "/acme-shop-state", query: "\(name)=", as: admin)
    #expect(answer.status == status)
    #expect(answer.code == code)
    #expect(try answer.xml().string("BucketName") == "acme-shop-state")
  }

  @Test("a new bucket is private and encrypted")
  func defaults() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    func get(_ name: String) throws -> WireElement {
      try world.s3("GET", "/acme-shop-state", query: "\(name)=", as: admin).xml()
    }
    #expect(try get("publicAccessBlock").children.map(\.text) == ["true", "true", "true", "true"])
    #expect(try get("ownershipControls").child("Rule")?.string("ObjectOwnership") == "BucketOwnerEnforced")
    let rule = try get("encryption").child("Rule")
    #expect(rule?.child("ApplyServerSideEncryptionByDefault")?.string("SSEAlgorithm") == "AES256")
    #expect(try get("versioning").children.isEmpty)
    #expect(try get("accelerate").children.isEmpty)
    #expect(try get("logging").children.isEmpty)
    #expect(try get("requestPayment").string("Payer") == "BucketOwner")
    let acl = try get("acl")
    let grant = acl.child("AccessControlList")?.child("Grant")
    #expect(grant?.string("Permission") == "FULL_CONTROL")
    #expect(grant?.child("Grantee")?.string("ID") == acl.child("Owner")?.string("ID"))
  }

  private static let documents = [
    (
      "encryption",
      "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>"
        + "<KMSMasterKeyID>arn:aws:kms:eu-west-1:111122223333:key/k</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>"
        + "<BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>"
    ),
    (
      "publicAccessBlock",
      "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls>"
        + "<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets>"
        + "</PublicAccessBlockConfiguration>"
    ),
    (
      "ownershipControls",
      "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule></OwnershipControls>"
    ),
    (
      "lifecycle",
      "<LifecycleConfiguration><Rule><ID>old</ID><Filter><Prefix></Prefix></Filter><Status>Enabled</Status>"
        + "<NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays></NoncurrentVersionExpiration></Rule>"
        + "</LifecycleConfiguration>"
    ),
    ("tagging", "<Tagging><TagSet><Tag><Key>Purpose</Key><Value>state + locks</Value></Tag></TagSet></Tagging>"),
  ]

  @Test("a setting comes back as it was put, and is gone when it was deleted", arguments: documents)
  func kept(name: String, document: String) throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let before = try world.s3("GET", "/acme-shop-state", query: "\(name)=", as: admin)
    let put = try world.s3("PUT", "/acme-shop-state", query: "\(name)=", body: document, as: admin)
    #expect(put.status == (name == "tagging" ? 204 : 200), "\(put.body)")
    let after = try world.s3("GET", "/acme-shop-state", query: "\(name)=", as: admin)
    let namespace = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""
    #expect(after.body.replacing(namespace, with: "").hasSuffix("\n" + document))
    #expect(try world.s3("DELETE", "/acme-shop-state", query: "\(name)=", as: admin).status == 204)
    let gone = try world.s3("GET", "/acme-shop-state", query: "\(name)=", as: admin)
    switch name {
    case "encryption": #expect(gone.body == before.body)
    case "publicAccessBlock": #expect(gone.code == "NoSuchPublicAccessBlockConfiguration")
    case "ownershipControls": #expect(gone.code == "OwnershipControlsNotFoundError")
    default: #expect(gone.code == before.code)
    }
  }

  @Test("the size below which nothing changes its storage class comes back with the rules it was put with")
  func minimumSize() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let name = "x-amz-transition-default-minimum-object-size"
    let put = try world.s3(
      "PUT",
      "/acme-shop-state",
      query: "lifecycle=",
      [name: "all_storage_classes_128K"],
      body: Self.documents[3].1,
      as: admin
    )
    #expect(put.header(name) == "all_storage_classes_128K")
    #expect(
      try world.s3("GET", "/acme-shop-state", query: "lifecycle=", as: admin).header(name) == "all_storage_classes_128K"
    )
  }

  @Test(
    "a document that is broken, has another root or an unknown part changes nothing",
    arguments: documents.map(\.0) + ["versioning"],
    [
      "", "<", "<Other/>", "x", "<!DOCTYPE x><Tagging/>", "<Tagging><Other/></Tagging>",
      "<LifecycleConfiguration><Other/></LifecycleConfiguration>",
      "<OwnershipControls><Rule><ObjectOwnership>Me</ObjectOwnership></Rule></OwnershipControls>",
      "<PublicAccessBlockConfiguration><BlockPublicAcls>yes</BlockPublicAcls></PublicAccessBlockConfiguration>",
      "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>",
      "<ServerSideEncryptionConfiguration><Rule/><Rule/></ServerSideEncryptionConfiguration>",
    ]
  )
  func malformed(name: String, document: String) throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let before = try world.s3("GET", "/acme-shop-state", query: "\(name)=", as: admin).body
    let answer = try world.s3("PUT", "/acme-shop-state", query: "\(name)=", body: document, as: admin)
    #expect(answer.status == 400)
    #expect(["MalformedXML", "MissingRequestBodyError"].contains(answer.code), "\(answer.body)")
    let after = try world.s3("GET", "/acme-shop-state", query: "\(name)=", as: admin).body
    // The ids of the two requests differ.
    #expect(after.prefix(80) == before.prefix(80))
  }

  @Test("versioning is turned on and suspended, and never off again")
  func versioning() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin, versioned: true)
    func status() throws -> String? {
      try world.s3("GET", "/acme-shop-state", query: "versioning=", as: admin).xml().string("Status")
    }
    #expect(try status() == "Enabled")
    let suspended = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>"
    #expect(try world.s3("PUT", "/acme-shop-state", query: "versioning=", body: suspended, as: admin).status == 200)
    #expect(try status() == "Suspended")
    let second =
      "<VersioningConfiguration><MfaDelete>Enabled</MfaDelete><Status>Enabled</Status></VersioningConfiguration>"
    let answer = try world.s3("PUT", "/acme-shop-state", query: "versioning=", body: second, as: admin)
    #expect(answer.status == 501)
    #expect(answer.message?.contains("MfaDelete") == true)
  }

  @Test("tags that S3 does not take are refused")
  func tags() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    func put(_ tags: [(String, String)]) throws -> String? {
      let list = tags.map { "<Tag><Key>\($0.0)</Key><Value>\($0.1)</Value></Tag>" }.joined()
      let body = "<Tagging><TagSet>\(list)</TagSet></Tagging>"
      return try world.s3("PUT", "/acme-shop-state", query: "tagging=", body: body, as: admin).code
    }
    #expect(try put([("a", "1"), ("A", "2")]) == nil)
    #expect(try put([("a", "1"), ("a", "2")]) == "InvalidTag")
    #expect(try put([("", "1")]) == "InvalidTag")
    #expect(try put([("aws:x", "1")]) == "InvalidTag")
    #expect(try put([(String(repeating: "k", count: 129), "")]) == "InvalidTag")
    #expect(try put([("k", String(repeating: "v", count: 257))]) == "InvalidTag")
    #expect(try put([("k", "a&lt;b")]) == "InvalidTag")
    #expect(try put((0..<51).map { ("k\($0)", "") }) == "BadRequest")
  }

  @Test("an access control list that gives anybody else anything is refused, the owner's own is not")
  func accessControlLists() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    func put(_ canned: String) throws -> ServerAnswer {
      try world.s3("PUT", "/acme-shop-state", query: "acl=", ["x-amz-acl": canned], as: admin)
    }
    #expect(try put("private").status == 200)
    #expect(try put("public-read").code == "AccessControlListNotSupported")
    let preferred = Self.documents[2].1
    _ = try world.s3("PUT", "/acme-shop-state", query: "ownershipControls=", body: preferred, as: admin)
    #expect(try put("public-read").code == "AccessDenied")
    #expect(try put("log-delivery-write").status == 501)
    let own = try world.s3("GET", "/acme-shop-state", query: "acl=", as: admin).body
    #expect(try world.s3("PUT", "/acme-shop-state", query: "acl=", body: own, as: admin).status == 200)
    let other = own.replacing("FULL_CONTROL", with: "READ")
    #expect(try world.s3("PUT", "/acme-shop-state", query: "acl=", body: other, as: admin).status == 501)
  }

  @Test("a new bucket with other access control lists than the owner's is refused")
  func publicBuckets() throws {
    let world = try World()
    let admin = try world.administrator()
    func make(_ headers: [String: String]) throws -> String? {
      try world.s3("PUT", "/acme-shop-other", headers, body: World.here, as: admin).code
    }
    #expect(try make(["x-amz-acl": "public-read"]) == "InvalidBucketAclWithObjectOwnership")
    #expect(
      try make(["x-amz-acl": "public-read", "x-amz-object-ownership": "ObjectWriter"])
        == "InvalidBucketAclWithBlockPublicAccessError"
    )
    #expect(try make(["x-amz-object-ownership": "Me"]) == "InvalidArgument")
    #expect(try make(["x-amz-bucket-object-lock-enabled": "true"]) == "NotImplemented")
    #expect(try make(["x-amz-acl": "private", "x-amz-object-ownership": "ObjectWriter"]) == nil)
  }
}
