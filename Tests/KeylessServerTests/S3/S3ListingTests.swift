import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessTesting
import Testing

@Suite("lists of keys")
struct S3ListingTests {
  private struct Page {
    var keys: [String] = []
    var prefixes: [String] = []
    var next: String?
  }

  private static func page(_ answer: ServerAnswer, next name: String) throws -> Page {
    let root = try answer.xml()
    #expect(root.name == "ListBucketResult", "\(answer.body)")
    return Page(
      keys: root.children.filter { $0.name == "Contents" }.compactMap { $0.string("Key") },
      prefixes: root.children.filter { $0.name == "CommonPrefixes" }.compactMap { $0.string("Prefix") },
      next: root.string("IsTruncated") == "true" ? root.string(name) : nil
    )
  }

  @Test("what Terraform asks for the workspaces of a bucket is answered")
  func workspaces() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let query = "list-type=2&max-keys=1000&prefix=env%3A%2F"
    let empty = try world.s3("GET", "/acme-shop-state", query: query, as: admin).xml()
    #expect(empty.string("KeyCount") == "0")
    #expect(empty.string("IsTruncated") == "false")
    #expect(empty.string("Prefix") == "env:/")
    try world.put("shop.tfstate", as: admin)
    try world.put("env%3A/dev/shop.tfstate", "{}", as: admin)
    let full = try world.s3("GET", "/acme-shop-state", query: query, as: admin)
    #expect(try Self.page(full, next: "").keys == ["env:/dev/shop.tfstate"])
    let contents = try #require(try full.xml().child("Contents"))
    #expect(contents.string("Size") == "2")
    #expect(contents.string("ETag") == "\"99914b932bd37a50b983c5e7c90ae93b\"")
    #expect(contents.string("StorageClass") == "STANDARD")
  }

  @Test("pages of any size, with any prefix and delimiter, are together what a plain reading of the rules gives")
  func reference() throws {
    let seed: UInt64 = 2026
    var random = SplitMix64(seed: seed)
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let letters = ["a", "b", "/", "-", "é", "~"]
    var keys: Set<String> = []
    while keys.count < 60 {
      keys.insert(
        (0..<Int.random(in: 1...5, using: &random)).map { _ in letters[Int.random(in: 0..<6, using: &random)] }.joined()
      )
    }
    for key in keys { try world.put(PercentEncoding.encode(key), as: admin) }
    let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for round in 0..<60 {
      let prefix = ["", "a", "a/", "é", "/"][Int.random(in: 0..<5, using: &random)]
      let delimiter = ["", "/", "-", "ab"][Int.random(in: 0..<4, using: &random)]
      let most = Int.random(in: 1...9, using: &random)
      var wanted: [String] = []
      for key in sorted where key.utf8.starts(with: prefix.utf8) {
        let rest = Array(key.utf8.dropFirst(prefix.utf8.count))
        guard !delimiter.isEmpty, let range = rest.firstRange(of: Array(delimiter.utf8)) else {
          wanted.append(key)
          continue
        }
        let common = prefix + String(decoding: rest[..<range.upperBound], as: UTF8.self)
        if wanted.last != common { wanted.append(common) }
      }
      for version in [1, 2] {
        var found: [String] = []
        var next: String?
        repeat {
          var query = "max-keys=\(most)&prefix=\(PercentEncoding.encode(prefix))"
          if !delimiter.isEmpty { query += "&delimiter=\(PercentEncoding.encode(delimiter))" }
          if version == 2 { query += "&list-type=2" }
          if let next { query += "&\(version == 2 ? "continuation-token" : "marker")=\(PercentEncoding.encode(next))" }
          let answer = try world.s3("GET", "/acme-shop-state", query: query, as: admin)
          var page = try Self.page(answer, next: version == 2 ? "NextContinuationToken" : "NextMarker")
          #expect(page.keys.count + page.prefixes.count <= most)
          if version == 1, page.next == nil, try answer.xml().string("IsTruncated") == "true" {
            page.next = page.keys.last
          }
          found += page.keys + page.prefixes
          next = page.next
        } while next != nil
        found.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(found == wanted, "seed \(seed), round \(round), version \(version)")
      }
    }
  }

  @Test("names that XML cannot carry are carried when the client asks for it")
  func encoding() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    try world.put("a%01b%20c%2Bd", as: admin)
    let answer = try world.s3("GET", "/acme-shop-state", query: "list-type=2&encoding-type=url", as: admin)
    #expect(try Self.page(answer, next: "").keys == ["a%01b%20c%2Bd"])
    #expect(try answer.xml().string("EncodingType") == "url")
    let other = try world.s3("GET", "/acme-shop-state", query: "list-type=2&encoding-type=x", as: admin)
    #expect(other.code == "InvalidArgument")
  }

  @Test("a list begins after a key that need not be there, and owners are told when asked for")
  func startAfter() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    for key in ["a", "c", "d"] { try world.put(key, as: admin) }
    func list(_ query: String) throws -> ServerAnswer {
      try world.s3("GET", "/acme-shop-state", query: "list-type=2&\(query)", as: admin)
    }
    #expect(try Self.page(list("start-after=b"), next: "").keys == ["c", "d"])
    #expect(try list("fetch-owner=true").xml().child("Contents") == nil)
    #expect(try list("start-after=c&fetch-owner=true").xml().child("Contents")?.child("Owner") != nil)
    #expect(try list("start-after=c").xml().child("Contents")?.child("Owner") == nil)
    #expect(try list("max-keys=0").xml().string("IsTruncated") == "false")
    #expect(try list("max-keys=-1").code == "InvalidArgument")
    #expect(try list("max-keys=x").code == "InvalidArgument")
    #expect(try list("continuation-token=x").code == "InvalidArgument")
  }

  @Test("versions and delete markers are listed in pages, newest first")
  func versions() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin, versioned: true)
    var wanted: [String] = []
    for key in ["a", "b"] {
      var ids: [String] = []
      for body in ["one", "two"] { ids.append(try world.put(key, body, as: admin).header("x-amz-version-id") ?? "") }
      ids.append(try world.s3("DELETE", "/acme-shop-state/\(key)", as: admin).header("x-amz-version-id") ?? "")
      wanted += ids.reversed().map { "\(key) \($0)" }
    }
    var found: [String] = []
    var more = ""
    repeat {
      let query = "versions=&max-keys=2" + more
      let root = try world.s3("GET", "/acme-shop-state", query: query, as: admin).xml()
      for child in root.children where child.name == "Version" || child.name == "DeleteMarker" {
        found.append("\(child.string("Key") ?? "") \(child.string("VersionId") ?? "")")
        #expect((child.string("IsLatest") == "true") == (child.name == "DeleteMarker"))
      }
      more =
        root.string("IsTruncated") == "true"
        ? "&key-marker=\(root.string("NextKeyMarker") ?? "")&version-id-marker=\(root.string("NextVersionIdMarker") ?? "")"
        : ""
    } while !more.isEmpty
    #expect(found == wanted)
    let lone = try world.s3("GET", "/acme-shop-state", query: "versions=&version-id-marker=x", as: admin)
    #expect(lone.code == "InvalidArgument")
  }
}
