import KeylessAWS
import KeylessCalls
import KeylessServer
import Testing

@Suite("racing for the lock file")
struct S3RaceTests {
  @Test("of many writers at once exactly one makes the lock file, round after round", arguments: [false, true])
  func race(versioned: Bool) async throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin, versioned: versioned)
    for round in 0..<10 {
      let requests = try (0..<16).map { writer in
        try world.s3Request(
          "PUT",
          "/acme-shop-state/shop.tfstate.tflock",
          ["If-None-Match": "*"],
          body: Array("writer \(writer)".utf8),
          as: admin
        )
      }
      let answers = await withTaskGroup(of: (Int, ServerAnswer).self) { group in
        for (writer, request) in requests.enumerated() {
          group.addTask { (writer, world.aws.answer(request)) }
        }
        return await group.reduce(into: [Int: ServerAnswer]()) { $0[$1.0] = $1.1 }
      }
      let winners = answers.filter { $0.value.status == 200 }.map(\.key)
      #expect(winners.count == 1, "round \(round)")
      #expect(answers.values.filter { $0.status == 412 }.count == 15)
      #expect(try world.get("shop.tfstate.tflock", as: admin).body == "writer \(winners.first ?? -1)")
      #expect(try world.s3("DELETE", "/acme-shop-state/shop.tfstate.tflock", as: admin).status == 204)
    }
  }
}
