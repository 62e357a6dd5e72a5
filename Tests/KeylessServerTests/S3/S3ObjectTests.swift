import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import Testing

@Suite("objects")
struct S3ObjectTests {
  private struct Shop {
    let world: World
    let admin: Signing

    init(versioned: Bool = false) throws {
      world = try World()
      admin = try world.administrator()
      try world.makeBucket(as: admin, versioned: versioned)
    }

    func put(_ key: String, _ body: String = "x", _ headers: [String: String] = [:]) throws -> ServerAnswer {
      try world.put(key, body, headers, as: admin)
    }

    func get(_ key: String, query: String = "", _ headers: [String: String] = [:]) throws -> ServerAnswer {
      try world.get(key, query: query, headers, as: admin)
    }

    func head(_ key: String, query: String = "", _ headers: [String: String] = [:]) throws -> ServerAnswer {
      try world.s3("HEAD", "/acme-shop-state/\(key)", query: query, headers, as: admin)
    }

    func delete(_ key: String, query: String = "", _ headers: [String: String] = [:]) throws -> ServerAnswer {
      try world.s3("DELETE", "/acme-shop-state/\(key)", query: query, headers, as: admin)
    }
  }

  @Test("what is put comes back, with its headers, tag and time")
  func roundTrip() throws {
    let shop = try Shop()
    let put = try shop.put(
      "env%3A/dev/shop.tfstate",
      "{}",
      [
        "Content-Type": "application/json", "x-amz-meta-Lineage": "abc", "Cache-Control": "no-store",
        "x-amz-tagging": "team=shop&stage=a%20b",
      ]
    )
    #expect(put.status == 200, "\(put.body)")
    #expect(put.header("ETag") == "\"99914b932bd37a50b983c5e7c90ae93b\"")
    #expect(put.header("x-amz-server-side-encryption") == "AES256")
    #expect(put.header("x-amz-version-id") == nil)
    #expect(put.header("x-amz-checksum-crc64nvme") != nil)
    let got = try shop.get("env%3A/dev/shop.tfstate")
    #expect(got.body == "{}")
    #expect(got.contentType == "application/json")
    #expect(got.header("x-amz-meta-lineage") == "abc")
    #expect(got.header("cache-control") == "no-store")
    #expect(got.header("Last-Modified") == WireTime.httpDate(Forges.now))
    #expect(got.header("ETag") == put.header("ETag"))
    #expect(got.header("x-amz-tagging-count") == "2")
    #expect(got.header("x-amz-checksum-crc64nvme") == nil)
    let head = try shop.head("env%3A/dev/shop.tfstate", ["x-amz-checksum-mode": "ENABLED"])
    #expect(head.bytes.isEmpty)
    #expect(head.announcedLength == 2)
    #expect(head.header("x-amz-checksum-crc64nvme") == put.header("x-amz-checksum-crc64nvme"))
    // The same key however it is spelt, and another key that only looks like it.
    #expect(try shop.get("env:/dev/shop.tfstate").body == "{}")
    #expect(try shop.get("env%253A/dev/shop.tfstate").code == "NoSuchKey")
    #expect(try shop.get("env%3A//dev/shop.tfstate").code == "NoSuchKey")
  }

  @Test("a key is bytes: two spellings of one letter are two objects, and nothing is normalised")
  func keys() throws {
    let shop = try Shop()
    _ = try shop.put("caf%C3%A9", "one")
    _ = try shop.put("cafe%CC%81", "two")
    _ = try shop.put("a/../b", "dots")
    #expect(try shop.get("caf%C3%A9").body == "one")
    #expect(try shop.get("cafe%CC%81").body == "two")
    #expect(try shop.get("b").code == "NoSuchKey")
    #expect(try shop.get("a/../b").body == "dots")
    #expect(try shop.put("%FF").code == "InvalidURI")
    #expect(try shop.put("a%00b").code == "InvalidURI")
    #expect(try shop.put(String(repeating: "k", count: 1025)).code == "KeyTooLongError")
    #expect(try shop.put(String(repeating: "k", count: 1024)).status == 200)
  }

  @Test(
    "a range of an object is served, and only one that is there",
    arguments: [
      ("bytes=0-4", 206, "01234", "bytes 0-4/10"), ("bytes=5-", 206, "56789", "bytes 5-9/10"),
      ("bytes=-3", 206, "789", "bytes 7-9/10"), ("bytes=8-100", 206, "89", "bytes 8-9/10"),
      ("bytes=0-5242879", 206, "0123456789", "bytes 0-9/10"), ("bytes=-100", 206, "0123456789", "bytes 0-9/10"),
      ("bytes=4-2", 200, "0123456789", nil), ("bytes=0-1,4-5", 200, "0123456789", nil), ("x", 200, "0123456789", nil),
      ("bytes=", 200, "0123456789", nil), ("bytes=10-", 416, nil, nil), ("bytes=-0", 416, nil, nil),
      ("bytes=9223372036854775806-", 416, nil, nil), ("bytes=9223372036854775807-", 416, nil, nil),
      ("bytes=99999999999999999999-", 416, nil, nil),
      ("bytes=99999999999999999998-99999999999999999999", 416, nil, nil),
      ("bytes=0-9223372036854775807", 206, "0123456789", "bytes 0-9/10"),
      ("bytes=9-99999999999999999999", 206, "9", "bytes 9-9/10"),
      ("bytes=-99999999999999999999", 206, "0123456789", "bytes 0-9/10"), ("bytes=+1-2", 200, "0123456789", nil),
    ] as [(String, Int, String?, String?)]
  )
  func ranges(range: String, status: Int, body: String?, content: String?) throws {
    let shop = try Shop()
    _ = try shop.put("k", "0123456789")
    let answer = try shop.get("k", ["Range": range, "x-amz-checksum-mode": "ENABLED"])
    #expect(answer.status == status)
    #expect(answer.header("Content-Range") == content)
    if let body { #expect(answer.body == body) } else { #expect(answer.code == "InvalidRange") }
    // A part has no checksum of its own.
    #expect((answer.header("x-amz-checksum-crc64nvme") == nil) == (status != 200))
    let head = try shop.head("k", ["Range": range])
    #expect(head.status == status)
    #expect(head.announcedLength == body.map(\.utf8.count))
  }

  @Test("a download's conditions are heeded")
  func conditions() throws {
    let shop = try Shop()
    let etag = try #require(try shop.put("k").header("ETag"))
    #expect(try shop.get("k", ["If-Match": etag]).status == 200)
    #expect(try shop.get("k", ["If-Match": "\"other\", \(etag)"]).status == 200)
    #expect(try shop.get("k", ["If-Match": "*"]).status == 200)
    let failed = try shop.get("k", ["If-Match": "\"other\""])
    #expect(failed.status == 412)
    #expect(failed.code == "PreconditionFailed")
    #expect(try failed.xml().string("Condition") == "If-Match")
    let unchanged = try shop.get("k", ["If-None-Match": etag])
    #expect(unchanged.status == 304)
    #expect(unchanged.bytes.isEmpty)
    #expect(unchanged.header("ETag") == etag)
    #expect(try shop.get("k", ["If-None-Match": "\"other\""]).status == 200)
    let (now, before) = (WireTime.httpDate(Forges.now), WireTime.httpDate(Forges.now - 1))
    #expect(try shop.get("k", ["If-Modified-Since": now]).status == 304)
    #expect(try shop.get("k", ["If-Modified-Since": before]).status == 200)
    #expect(try shop.get("k", ["If-Unmodified-Since": before]).status == 412)
    #expect(try shop.get("k", ["If-Unmodified-Since": now]).status == 200)
  }

  @Test("the lock file is written once: If-None-Match refuses the second writer until it is gone")
  func lock() throws {
    for versioned in [false, true] {
      let shop = try Shop(versioned: versioned)
      let condition = ["If-None-Match": "*"]
      #expect(try shop.put("shop.tfstate.tflock", "one", condition).status == 200)
      let refused = try shop.put("shop.tfstate.tflock", "two", condition)
      #expect(refused.status == 412)
      #expect(refused.code == "PreconditionFailed")
      #expect(refused.message == "At least one of the pre-conditions you specified did not hold")
      #expect(try refused.xml().string("Condition") == "If-None-Match")
      #expect(try shop.get("shop.tfstate.tflock").body == "one")
      // Another key is no obstacle.
      #expect(try shop.put("other.tfstate.tflock", "two", condition).status == 200)
      #expect(try shop.delete("shop.tfstate.tflock").status == 204)
      #expect(try shop.put("shop.tfstate.tflock", "three", condition).status == 200)
      #expect(try shop.get("shop.tfstate.tflock").body == "three")
    }
  }

  @Test(
    "an upload with a condition that S3 itself has not implemented is answered in S3's words, and writes nothing",
    arguments: [["If-None-Match": "\"etag\""], ["If-None-Match": "*, *"], ["If-None-Match": "*", "If-Match": "*"]]
  )
  func unknownCondition(condition: [String: String]) throws {
    let shop = try Shop()
    let refused = try shop.put("k", "x", condition)
    #expect(refused.status == 501)
    #expect(refused.code == "NotImplemented")
    #expect(refused.message == "A header you provided implies functionality that is not implemented")
    #expect(try refused.xml().string("Header") == "If-None-Match")
    #expect(try shop.get("k").code == "NoSuchKey")
  }

  @Test("an upload may be tied to what is there")
  func ifMatch() throws {
    let shop = try Shop()
    let etag = try #require(try shop.put("k", "one").header("ETag"))
    let next = try shop.put("k", "two", ["If-Match": etag])
    #expect(next.status == 200)
    #expect(try shop.put("k", "three", ["If-Match": etag]).status == 412)
    #expect(try shop.put("gone", "x", ["If-Match": etag]).code == "NoSuchKey")
    #expect(try shop.get("k").body == "two")
    #expect(try shop.delete("k", ["If-Match": etag]).status == 412)
    #expect(try shop.delete("k", ["If-Match": next.header("ETag") ?? ""]).status == 204)
  }

  @Test("with versioning every write and every delete is kept")
  func versions() throws {
    let shop = try Shop(versioned: true)
    let one = try #require(try shop.put("k", "one").header("x-amz-version-id"))
    let two = try #require(try shop.put("k", "two").header("x-amz-version-id"))
    #expect(one != two)
    #expect(try shop.get("k").body == "two")
    #expect(try shop.get("k", query: "versionId=\(one)").body == "one")
    let deleted = try shop.delete("k")
    #expect(deleted.header("x-amz-delete-marker") == "true")
    let marker = try #require(deleted.header("x-amz-version-id"))
    let gone = try shop.get("k")
    #expect(gone.code == "NoSuchKey")
    #expect(gone.header("x-amz-delete-marker") == "true")
    #expect(try shop.head("k").status == 404)
    let asked = try shop.get("k", query: "versionId=\(marker)")
    #expect(asked.status == 405)
    #expect(asked.code == "MethodNotAllowed")
    let undone = try shop.delete("k", query: "versionId=\(marker)")
    #expect(undone.header("x-amz-delete-marker") == "true")
    #expect(try shop.get("k").body == "two")
    #expect(try shop.delete("k", query: "versionId=\(two)").header("x-amz-delete-marker") == nil)
    #expect(try shop.get("k").body == "one")
    #expect(try shop.get("k", query: "versionId=\(two)").code == "NoSuchVersion")
    #expect(try shop.get("k", query: "versionId=x").code == "InvalidArgument")
  }

  @Test("what was there before versioning, and what is written while it is suspended, is the version null")
  func suspended() throws {
    let shop = try Shop()
    _ = try shop.put("k", "before")
    func set(_ status: String) throws {
      let body = "<VersioningConfiguration><Status>\(status)</Status></VersioningConfiguration>"
      _ = try shop.world.s3("PUT", "/acme-shop-state", query: "versioning=", body: body, as: shop.admin)
    }
    try set("Enabled")
    let kept = try #require(try shop.put("k", "kept").header("x-amz-version-id"))
    #expect(try shop.get("k", query: "versionId=null").body == "before")
    try set("Suspended")
    #expect(try shop.put("k", "null again").header("x-amz-version-id") == "null")
    #expect(try shop.get("k", query: "versionId=null").body == "null again")
    #expect(try shop.get("k", query: "versionId=\(kept)").body == "kept")
    let marker = try shop.delete("k")
    #expect(marker.header("x-amz-version-id") == "null")
    #expect(marker.header("x-amz-delete-marker") == "true")
    #expect(try shop.get("k").code == "NoSuchKey")
    #expect(try shop.get("k", query: "versionId=null").status == 405)
    #expect(try shop.get("k", query: "versionId=\(kept)").body == "kept")
  }

  @Test("without versioning nothing of the old object is left, its bytes neither")
  func overwritten() throws {
    let shop = try Shop()
    _ = try shop.put("k", "one")
    let first = shop.world.accounts.snapshot.bucket(named: World.bucket)?.current("k")?.body
    _ = try shop.put("k", "two")
    let second = shop.world.accounts.snapshot.bucket(named: World.bucket)?.current("k")?.body
    let (one, two) = (try #require(first), try #require(second))
    #expect(one != two)
    #expect(try shop.world.accounts.body(one) == nil)
    #expect(try shop.world.accounts.body(two) == Array("two".utf8))
    _ = try shop.delete("k")
    #expect(try shop.world.accounts.body(two) == nil)
    #expect(try shop.get("k").code == "NoSuchKey")
    #expect(try shop.delete("k").status == 204)
    _ = try shop.put("empty", "")
    #expect(try shop.get("empty").bytes.isEmpty)
  }

  @Test(
    "a checksum that the bytes do not have is refused, and the object with it",
    arguments: ObjectChecksum.allCases
  )
  func checksums(kind: ObjectChecksum) throws {
    let shop = try Shop()
    let value = kind.value(of: Array("hello".utf8))
    let put = try shop.put("k", "hello", [kind.header: value, "x-amz-sdk-checksum-algorithm": kind.rawValue])
    #expect(put.status == 200, "\(put.body)")
    #expect(put.header(kind.header) == value)
    let got = try shop.get("k", ["x-amz-checksum-mode": "ENABLED"])
    #expect(got.header(kind.header) == value)
    #expect(got.header("x-amz-checksum-type") == "FULL_OBJECT")
    let wrong = try shop.put("other", "hello!", [kind.header: value])
    #expect(wrong.code == "BadDigest")
    #expect(wrong.message == "The \(kind.rawValue) you specified did not match the calculated checksum.")
    #expect(try shop.put("other", "hello", [kind.header: "x"]).code == "InvalidRequest")
    #expect(try shop.put("other", "hello", [kind.header: "AAAA"]).code == "InvalidRequest")
    #expect(try shop.get("other").code == "NoSuchKey")
  }

  @Test("Content-MD5 and contradicting checksums are checked too")
  func digests() throws {
    let shop = try Shop()
    #expect(try shop.put("k", "hello", ["Content-MD5": "XUFAKrxLKna5cZ2REBfFkg=="]).status == 200)
    #expect(try shop.put("k", "hellO", ["Content-MD5": "XUFAKrxLKna5cZ2REBfFkg=="]).code == "BadDigest")
    #expect(try shop.put("k", "hello", ["Content-MD5": "x"]).code == "InvalidDigest")
    let (crc, sha) = (ObjectChecksum.crc32, ObjectChecksum.sha1)
    let bytes = Array("hello".utf8)
    #expect(
      try shop.put("k", "hello", [crc.header: crc.value(of: bytes), sha.header: sha.value(of: bytes)]).code
        == "InvalidRequest"
    )
    #expect(try shop.put("k", "hello", ["x-amz-sdk-checksum-algorithm": "CRC32"]).code == "InvalidRequest")
    #expect(
      try shop.put("k", "hello", ["x-amz-sdk-checksum-algorithm": "SHA1", crc.header: crc.value(of: bytes)]).code
        == "InvalidRequest"
    )
    #expect(try shop.put("k", "hello", ["x-amz-checksum-xxhash64": "AAAAAAAAAAA="]).status == 501)
  }

  @Test("several objects are deleted at once, each by itself")
  func deleteObjects() throws {
    let shop = try Shop(versioned: true)
    for key in ["a", "b", "c"] { _ = try shop.put(key) }
    let version = try #require(try shop.put("d").header("x-amz-version-id"))
    func delete(_ inner: String, checksum: Bool = true) throws -> ServerAnswer {
      let body = "<Delete>\(inner)</Delete>"
      let headers = checksum ? ["x-amz-checksum-crc32": ObjectChecksum.crc32.value(of: Array(body.utf8))] : [:]
      return try shop.world.s3("POST", "/acme-shop-state", query: "delete=", headers, body: body, as: shop.admin)
    }
    let one = "<Object><Key>a</Key></Object><Object><Key>d</Key><VersionId>\(version)</VersionId></Object>"
    let answer = try delete(one + "<Object><Key>never</Key></Object>").xml()
    #expect(answer.name == "DeleteResult")
    #expect(answer.children.map(\.name) == ["Deleted", "Deleted", "Deleted"])
    #expect(answer.children[0].string("DeleteMarker") == "true")
    #expect(answer.children[1].string("VersionId") == version)
    #expect(try shop.get("a").code == "NoSuchKey")
    #expect(try shop.get("b").status == 200)
    let quiet = try delete("<Quiet>true</Quiet><Object><Key>b</Key></Object>").xml()
    #expect(quiet.children.isEmpty)
    #expect(try shop.get("b").code == "NoSuchKey")
    #expect(try delete("<Object><Key>c</Key></Object>", checksum: false).code == "InvalidRequest")
    #expect(try delete("").code == "MalformedXML")
    #expect(try delete(String(repeating: "<Object><Key>c</Key></Object>", count: 1001)).code == "MalformedXML")
    #expect(try delete("<Object><Key>c</Key><ETag>x</ETag></Object>").status == 501)
    #expect(try shop.get("c").status == 200)
    // The same key twice: the second finds what the first left.
    let twice = try delete("<Object><Key>c</Key></Object><Object><Key>c</Key></Object>").xml()
    #expect(twice.children.count == 2)
    #expect(twice.children[0].string("DeleteMarkerVersionId") != twice.children[1].string("DeleteMarkerVersionId"))
  }

  @Test("tags of an object are put, given back and deleted, version by version")
  func tagging() throws {
    let shop = try Shop(versioned: true)
    let first = try #require(try shop.put("k", "one", ["x-amz-tagging": "a=1"]).header("x-amz-version-id"))
    _ = try shop.put("k", "two")
    func tags(_ query: String = "") throws -> [String?] {
      try shop.get("k", query: "tagging=" + query).xml().child("TagSet")?.children.map { $0.string("Key") } ?? []
    }
    #expect(try tags() == [])
    #expect(try tags("&versionId=\(first)") == ["a"])
    let body = "<Tagging><TagSet><Tag><Key>b</Key><Value>2</Value></Tag></TagSet></Tagging>"
    let put = try shop.world.s3("PUT", "/acme-shop-state/k", query: "tagging=", body: body, as: shop.admin)
    #expect(put.status == 200)
    #expect(try tags() == ["b"])
    #expect(try tags("&versionId=\(first)") == ["a"])
    #expect(try shop.get("k").body == "two")
    #expect(try shop.delete("k", query: "tagging=").status == 204)
    #expect(try tags() == [])
    #expect(try shop.put("k", "x", ["x-amz-tagging": "a=1&a=2"]).code == "InvalidArgument")
    let many = (0..<11).map { "k\($0)=v" }.joined(separator: "&")
    #expect(try shop.put("k", "x", ["x-amz-tagging": many]).code == "BadRequest")
  }

  @Test("encryption is named as AWS would have done it, and under a KMS key the tag is no digest")
  func encryption() throws {
    let shop = try Shop()
    let key = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    let name = "x-amz-server-side-encryption"
    let put = try shop.put("k", "{}", [name: "aws:kms", "\(name)-aws-kms-key-id": key])
    #expect(put.header(name) == "aws:kms")
    #expect(put.header("\(name)-aws-kms-key-id") == key)
    #expect(put.header("ETag") != "\"99914b932bd37a50b983c5e7c90ae93b\"")
    #expect(try shop.get("k").header("\(name)-aws-kms-key-id") == key)
    let own = try shop.put("own", "{}", [name: "aws:kms"])
    #expect(own.header("\(name)-aws-kms-key-id")?.hasPrefix("arn:aws:kms:eu-west-1:111122223333:key/") == true)
    #expect(try shop.put("k", "{}", [name: "AES256"]).header(name) == "AES256")
    #expect(try shop.put("k", "{}", [name: "AES256", "\(name)-aws-kms-key-id": key]).code == "InvalidArgument")
    #expect(try shop.put("k", "{}", [name: "rot13"]).code == "InvalidArgument")
    #expect(try shop.put("k", "{}", [name: "aws:kms:dsse"]).status == 501)
    #expect(try shop.put("k", "{}", ["\(name)-customer-algorithm": "AES256"]).status == 501)
    let rule =
      "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>"
      + "<KMSMasterKeyID>\(key)</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule>"
      + "</ServerSideEncryptionConfiguration>"
    _ = try shop.world.s3("PUT", "/acme-shop-state", query: "encryption=", body: rule, as: shop.admin)
    #expect(try shop.put("k", "{}").header("\(name)-aws-kms-key-id") == key)
  }

  @Test("what the answer says may be replaced by the question, within one header")
  func overrides() throws {
    let shop = try Shop()
    _ = try shop.put("k", "{}", ["Content-Type": "application/json"])
    let answer = try shop.get("k", query: "response-content-type=text%2Fplain&response-cache-control=no-cache")
    #expect(answer.contentType == "text/plain")
    #expect(answer.header("cache-control") == "no-cache")
    #expect(try shop.get("k", query: "response-cache-control=a%0D%0Ab").code == "InvalidArgument")
  }

  @Test("metadata is bounded")
  func metadata() throws {
    let shop = try Shop()
    #expect(try shop.put("k", "x", ["x-amz-meta-a": String(repeating: "v", count: 2047)]).status == 200)
    #expect(try shop.put("k", "x", ["x-amz-meta-a": String(repeating: "v", count: 2048)]).code == "MetadataTooLarge")
  }
}
