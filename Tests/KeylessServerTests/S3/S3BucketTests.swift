import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import Testing

@Suite("buckets")
struct S3BucketTests {
  @Test("a bucket is made, found, listed and deleted, and each call is recorded by its name")
  func life() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let head = try world.s3("HEAD", "/acme-shop-state", as: admin)
    #expect(head.status == 200)
    #expect(head.bytes.isEmpty)
    #expect(head.header("x-amz-bucket-region") == World.region)
    let list = try world.s3("GET", "/", as: admin).xml()
    #expect(list.name == "ListAllMyBucketsResult")
    #expect(list.child("Buckets")?.children.map { $0.string("Name") } == ["acme-shop-state"])
    #expect(list.child("Owner")?.string("ID")?.utf8.count == 64)
    let location = try world.s3("GET", "/acme-shop-state", query: "location=", as: admin).xml()
    #expect(location.text == World.region)
    #expect(try world.s3("DELETE", "/acme-shop-state", as: admin).status == 204)
    #expect(try world.s3("HEAD", "/acme-shop-state", as: admin).status == 404)
    #expect(
      world.book.calls.map(\.action)
        == ["CreateBucket", "HeadBucket", "ListBuckets", "GetBucketLocation", "DeleteBucket", "HeadBucket"]
    )
    #expect(world.book.calls.allSatisfy { $0.service == "s3" })
  }

  @Test("a bucket with anything in it is not deleted, an old version or a delete marker included")
  func notEmpty() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin, versioned: true)
    try world.put("k", as: admin)
    #expect(try world.s3("DELETE", "/acme-shop-state", as: admin).code == "BucketNotEmpty")
    #expect(try world.s3("DELETE", "/acme-shop-state/k", as: admin).status == 204)
    let refused = try world.s3("DELETE", "/acme-shop-state", as: admin)
    #expect(refused.status == 409)
    #expect(
      refused.message == "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
    )
  }

  @Test("a bucket's name belongs to one account, and making it twice is an error outside us-east-1")
  func names() throws {
    let world = try World()
    let admin = try world.administrator()
    let stranger = try world.addUser("stranger", World.allow("*"), account: World.otherAccount)
    try world.makeBucket(as: admin)
    let again = try world.s3("PUT", "/acme-shop-state", body: World.here, as: admin)
    #expect(again.status == 409)
    #expect(again.code == "BucketAlreadyOwnedByYou")
    let other = try world.s3("PUT", "/acme-shop-state", body: World.here, as: stranger)
    #expect(other.code == "BucketAlreadyExists")
    #expect(try other.xml().string("BucketName") == "acme-shop-state")
    #expect(try world.s3("PUT", "/old-one", as: admin, region: "us-east-1").status == 200)
    #expect(try world.s3("PUT", "/old-one", as: admin, region: "us-east-1").status == 200)
    #expect(try world.s3("GET", "/old-one", query: "location=", as: admin).xml().text == "")
  }

  @Test("a client outside us-east-1 says where the bucket shall be, and says its own region")
  func regions() throws {
    let world = try World()
    let admin = try world.administrator()
    func make(_ constraint: String?, from region: String) throws -> ServerAnswer {
      let body = constraint.map {
        "<CreateBucketConfiguration><LocationConstraint>\($0)</LocationConstraint></CreateBucketConfiguration>"
      }
      return try world.s3("PUT", "/b-\(region)-\(constraint ?? "none")", body: body ?? "", as: admin, region: region)
    }
    #expect(try make("eu-west-1", from: "eu-west-1").status == 200)
    #expect(try make("eu-west-1", from: "us-east-1").status == 200)
    #expect(try make(nil, from: "us-east-1").status == 200)
    let unspecified = try make(nil, from: "eu-west-1")
    #expect(unspecified.status == 400)
    #expect(unspecified.code == "IllegalLocationConstraintException")
    #expect(
      unspecified.message
        == "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to."
    )
    #expect(try make("eu-central-1", from: "eu-west-1").code == "IllegalLocationConstraintException")
    #expect(try make("us-east-1", from: "us-east-1").code == "InvalidLocationConstraint")
    #expect(try make("nowhere", from: "us-east-1").code == "InvalidLocationConstraint")
  }

  @Test(
    "a name that S3 does not allow is refused",
    arguments: [
      "ab", "Acme", "acme_state", "-acme", "acme-", "acme..state", "192.0.2.7", "xn--acme", "sthree-acme",
      "acme-s3alias",
      "amzn-s3-demo-acme", "acme--x-s3", "acme.mrap", String(repeating: "a", count: 64), "acme%20state", "acme%00",
    ]
  )
  func badNames(name: String) throws {
    let world = try World()
    let answer = try world.s3("PUT", "/\(name)", body: World.here, as: world.administrator())
    #expect(answer.status == 400)
    #expect(["InvalidBucketName", "InvalidURI"].contains(answer.code))
  }

  @Test(
    "names at the edge of the rules are allowed",
    arguments: ["abc", "a.b", "1-2", String(repeating: "a", count: 63)]
  )
  func goodNames(name: String) throws {
    let world = try World()
    #expect(try world.s3("PUT", "/\(name)", body: World.here, as: world.administrator()).status == 200)
  }

  @Test("buckets are listed in pages when the client asks for pages")
  func pages() throws {
    let world = try World()
    let admin = try world.administrator()
    for name in ["one", "two", "three", "four"] { try world.makeBucket("bucket-\(name)", as: admin) }
    var names: [String?] = []
    var token = ""
    for _ in 0..<4 {
      let query = "max-buckets=1" + (token.isEmpty ? "" : "&continuation-token=\(token)")
      let page = try world.s3("GET", "/", query: query, as: admin).xml()
      names += page.child("Buckets")?.children.map { $0.string("Name") } ?? []
      token = (page.string("ContinuationToken") ?? "").replacing("=", with: "%3D")
    }
    #expect(names == ["bucket-four", "bucket-one", "bucket-three", "bucket-two"])
    #expect(token.isEmpty)
    let some = try world.s3("GET", "/", query: "prefix=bucket-t", as: admin).xml()
    #expect(some.child("Buckets")?.children.count == 2)
    #expect(try world.s3("GET", "/", query: "max-buckets=0", as: admin).code == "InvalidArgument")
    #expect(try world.s3("GET", "/", query: "continuation-token=x", as: admin).code == "InvalidArgument")
  }

  @Test(
    "a bucket is found before the host of the endpoint as well as in the path",
    arguments: [
      "acme-shop-state.s3.eu-west-1.amazonaws.com", "acme-shop-state.s3.amazonaws.com",
      "acme-shop-state.s3-eu-west-1.amazonaws.com", "acme-shop-state.localhost:4566", "acme-shop-state.s3.localhost",
      "acme-shop-state.s3.eu-west-1.localhost:4566", "acme-shop-state.aws.test:80", "ACME-SHOP-STATE.localhost",
    ]
  )
  func virtualHosts(host: String) throws {
    let world = try World(settings: .init(region: World.region, hostNames: ["aws.test"]))
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    try world.put("a/b", "hello", as: admin)
    #expect(try world.s3("GET", "/a/b", as: admin, host: host).body == "hello")
    #expect(try world.s3("HEAD", "/", as: admin, host: host).header("x-amz-bucket-region") == World.region)
    #expect(world.book.calls.last?.action == "HeadBucket")
  }

  @Test(
    "another host is the endpoint itself",
    arguments: [
      "localhost:4566", "s3.localhost", "s3.eu-west-1.amazonaws.com", "127.0.0.1", "aws.test", "x.other.test",
    ]
  )
  func pathStyle(host: String) throws {
    let world = try World(settings: .init(region: World.region, hostNames: ["aws.test"]))
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    #expect(try world.s3("GET", "/", as: admin, host: host).xml().name == "ListAllMyBucketsResult")
    #expect(try world.s3("HEAD", "/acme-shop-state", as: admin, host: host).status == 200)
  }

  @Test("a client that says whose bucket it expects is believed only when it is right")
  func expectedOwner() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    func head(_ owner: String) throws -> Int {
      try world.s3("GET", "/acme-shop-state", query: "versioning", ["x-amz-expected-bucket-owner": owner], as: admin)
        .status
    }
    #expect(try head(World.account) == 200)
    #expect(try head(World.otherAccount) == 403)
    #expect(try head("x") == 400)
  }
}
