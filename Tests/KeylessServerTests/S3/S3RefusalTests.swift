import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessTesting
import Testing

/// SDKs do not try a 501 again, and they try a 500 for minutes.
@Suite("what is not here of S3")
struct S3RefusalTests {
  @Test(
    "an operation that is not here is refused by its name",
    arguments: [
      ("POST", "/acme-shop-state/k", "uploads=", "CreateMultipartUpload"),
      ("PUT", "/acme-shop-state/k", "partNumber=1&uploadId=x", "UploadPart"),
      ("POST", "/acme-shop-state/k", "uploadId=x", "CompleteMultipartUpload"),
      ("DELETE", "/acme-shop-state/k", "uploadId=x", "AbortMultipartUpload"),
      ("GET", "/acme-shop-state/k", "uploadId=x", "ListParts"),
      ("GET", "/acme-shop-state", "uploads=", "ListMultipartUploads"),
      ("PUT", "/acme-shop-state", "website=", "PutBucketWebsite"),
      ("PUT", "/acme-shop-state", "cors=", "PutBucketCors"),
      ("PUT", "/acme-shop-state", "replication=", "PutBucketReplication"),
      ("PUT", "/acme-shop-state", "object-lock=", "PutObjectLockConfiguration"),
      ("GET", "/acme-shop-state", "inventory=", "ListBucketInventoryConfigurations"),
      ("GET", "/acme-shop-state", "inventory=&id=x", "GetBucketInventoryConfiguration"),
      ("PUT", "/acme-shop-state/k", "acl=", "PutObjectAcl"),
      ("GET", "/acme-shop-state/k", "attributes=", "GetObjectAttributes"),
      ("POST", "/acme-shop-state/k", "restore=", "RestoreObject"),
      ("POST", "/acme-shop-state/k", "select=&select-type=2", "SelectObjectContent"),
      ("POST", "/acme-shop-state", "", "PostObject"),
    ]
  )
  func operations(method: String, path: String, query: String, name: String) throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let answer = try world.s3(method, path, query: query, as: admin)
    #expect(answer.status == 501)
    #expect(answer.code == "NotImplemented")
    #expect(answer.message == "The local AWS of keyless does not implement s3:\(name).")
    #expect(world.book.calls.last?.action == name)
  }

  @Test("copying is refused by its name")
  func copy() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let answer = try world.put("k", "", ["x-amz-copy-source": "/acme-shop-state/other"], as: admin)
    #expect(answer.message == "The local AWS of keyless does not implement s3:CopyObject.")
    #expect(try world.get("k", as: admin).code == "NoSuchKey")
  }

  @Test(
    "a parameter or field that is not understood is refused by its name, not passed over",
    arguments: [
      ("x-amz-storage-class", "GLACIER"), ("x-amz-object-lock-mode", "COMPLIANCE"),
      ("x-amz-website-redirect-location", "/"), ("x-amz-grant-read", "id=x"), ("x-amz-mfa", "serial 123456"),
      ("x-amz-write-offset-bytes", "5"), ("x-amz-server-side-encryption-context", "e30="),
    ]
  )
  func headers(name: String, value: String) throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let answer = try world.put("k", "x", [name: value], as: admin)
    #expect(answer.status == 501)
    #expect(answer.message?.contains(name == "x-amz-storage-class" ? "GLACIER" : name) == true)
    #expect(try world.get("k", as: admin).code == "NoSuchKey")
  }

  @Test("unknown parameters, contradicting ones and methods that S3 does not have are refused")
  func parameters() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let unknown = try world.get("k", query: "partNumber=1", as: admin)
    #expect(unknown.message == "The local AWS of keyless does not implement the query parameter `partNumber`.")
    #expect(try world.s3("GET", "/acme-shop-state", query: "acl=&policy=", as: admin).code == "InvalidArgument")
    #expect(try world.s3("GET", "/acme-shop-state", query: "prefix=a&prefix=b", as: admin).code == "InvalidArgument")
    #expect(try world.s3("GET", "/acme-shop-state", query: "prefix=%FF", as: admin).status == 400)
    #expect(try world.s3("PATCH", "/acme-shop-state/k", as: admin).status == 405)
    #expect(try world.s3("PUT", "/acme-shop-state", query: "location=", as: admin).code == "MethodNotAllowed")
    #expect(try world.get("k", query: "x-id=GetObject", as: admin).code == "NoSuchKey")
  }

  @Test("nothing that is asked is answered with a failure of the server", arguments: [UInt64(5), 6, 7])
  func hostile(seed: UInt64) throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    var random = SplitMix64(seed: seed)
    let methods = ["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "x"]
    let paths = [
      "/", "", "//", "/acme-shop-state", "/acme-shop-state/", "/acme-shop-state/k", "/acme-shop-state//", "/%",
      "/a/%zz", "*", "/\u{0}",
    ]
    let queries = [
      "", "acl", "policy=", "versioning", "tagging=x", "lifecycle", "delete",
      "list-type=2&max-keys=99999999999999999999",
      "versions&key-marker=%00", "versionId=", "uploads", "encryption&id=1", "&&&=", "%", "a=%FF", "list-type=3",
    ]
    let bodies = [
      "", "x", "<a/>", "{}", "<Tagging/>", "<Delete><Object><Key></Key></Object></Delete>", "\u{0}", "<?xml ?>",
    ]
    for _ in 0..<400 {
      let method = methods[Int.random(in: 0..<methods.count, using: &random)]
      let path = paths[Int.random(in: 0..<paths.count, using: &random)]
      let query = queries[Int.random(in: 0..<queries.count, using: &random)]
      // What cannot be signed comes from nobody.
      let isSignable = !query.hasSuffix("%") && path != "/%" && path != "/a/%zz"
      let answer = try world.s3(
        method,
        path,
        query: query,
        Bool.random(using: &random) ? ["Range": "bytes=9-1", "If-Match": ",", "x-amz-tagging": "%"] : [:],
        body: bodies[Int.random(in: 0..<bodies.count, using: &random)],
        as: isSignable && Bool.random(using: &random) ? admin : nil
      )
      #expect(answer.status < 500 || answer.status == 501, "seed \(seed): \(answer.body)")
    }
  }
}
