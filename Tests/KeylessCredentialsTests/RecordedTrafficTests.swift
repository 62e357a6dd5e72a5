import KeylessSystem
import Testing

@testable import KeylessCredentials

struct RecordedTrafficTests {
  @Test(arguments: [
    "", "{}", "null", "[1]", "[{}]", #"[{"request":{"method":"GET"},"response":{"status":200,"body":""}}]"#,
    #"[{"request":{"method":"GET","url":"http://a"},"response":{"status":9,"body":""}}]"#,
    #"[{"request":{"method":"GET","url":"http://a"},"response":{"status":200,"body":{}}}]"#,
    #"[{"request":{"method":"GET","url":"http://a","body":{"A":1}},"response":{"status":200,"body":""}}]"#,
    #"[{"request":{"method":"GET","url":"http://a","body":"A=1"},"response":{"status":200,"body":""}}]"#,
    #"[{"request":{"method":"GET","url":"http://a"},"failure":"no"}]"#,
  ])
  func `a broken recording is refused`(_ text: String) {
    #expect(throws: RecordedTraffic.Problem.self) { try RecordedTraffic(Array(text.utf8)) }
  }

  @Test
  func `a thousand and one exchanges, and bytes that are no text, are refused`() {
    let one = #"{"request":{"method":"GET","url":"http://a"},"response":{"status":200,"body":""}}"#
    let many = "[" + [String](repeating: one, count: 1001).joined(separator: ",") + "]"
    #expect(throws: RecordedTraffic.Problem.self) { try RecordedTraffic(Array(many.utf8)) }
    #expect(throws: RecordedTraffic.Problem.self) { try RecordedTraffic([0xFF, 0x00]) }
  }

  @Test
  func `answers come in order, once each, and only to what was recorded`() throws {
    let traffic = try RecordedTraffic(
      Array(
        #"""
        [{"request":{"method":"POST","url":"http://a/","body":{"Action":"One"}},"response":{"status":200,"body":"1"}},
         {"request":{"method":"POST","url":"http://a/","body":{"Action":"One"}},"response":{"status":201,"body":"2"}},
         {"request":{"method":"POST","url":"http://a/","headers":{"x-token":"t"}},"failure":"timed-out"}]
        """#.utf8
      )
    )
    let one = HTTPRequest(method: "POST", url: "http://a/", body: Array("Action=One&Other=x".utf8))
    let two = HTTPRequest(method: "POST", url: "http://a/", body: Array("Action=Two".utf8))
    #expect(throws: SystemError.self) { try traffic.send(two) }
    #expect(try traffic.send(one).status == 200)
    #expect(try traffic.send(one).status == 201)
    #expect(traffic.unused == 1)
    let missing = #expect(throws: SystemError.self) { try traffic.send(one) }
    #expect(missing?.description == "POST http://a/ (One) is not in the recorded traffic")
    var headed = two
    headed.headers = [HeaderLine("X-Token", "t")]
    let late = #expect(throws: SystemError.self) { try traffic.send(headed) }
    #expect(late?.code == .timedOut)
    #expect(traffic.unused == 0)
  }
}
