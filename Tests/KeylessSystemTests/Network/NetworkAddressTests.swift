import KeylessSystem
import KeylessTesting
import Testing

@Suite("addresses and the requests that may go there")
struct NetworkAddressTests {
  private static let places: [(NetworkAddress.Kind, [String])] = [
    (
      .internet,
      [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "93.184.215.14", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1",
        "2001:4860:4860::8888", "2001:200::", "3ffe::1", "64:ff9b::1.1.1.1", "::ffff:1.1.1.1",
      ]
    ),
    (
      .privateNetwork,
      [
        "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255", "100.64.0.0",
        "100.127.255.255", "fc00::", "fdff:ffff::1", "::ffff:10.0.0.1", "::ffff:100.64.0.1",
      ]
    ),
    (
      .loopback,
      ["127.0.0.0", "127.0.0.1", "127.255.255.255", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1"]
    ),
  ]

  @Test("each place is what the registries say", arguments: places)
  func kinds(kind: NetworkAddress.Kind, texts: [String]) throws {
    for text in texts {
      #expect(try #require(NetworkAddress(text), "\(text)").kind == kind, "\(text)")
    }
  }

  @Test(
    "no request goes to metadata, link-local, multicast, reserved, documentation or translated inner addresses",
    arguments: [
      "0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192",
      "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1",
      "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::2", "::127.0.0.1", "::ffff:0:127.0.0.1",
      "::ffff:169.254.169.254", "::ffff:0.0.0.0", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1",
      "64:ff9b::169.254.169.254", "64:ff9b:1::1.1.1.1", "100::1", "2001::1", "2001:10::1", "2001:db8::1",
      "2002:7f00:1::", "2002:101:101::1", "3fff::1", "5f00::1", "fd00:ec2::254", "fd20:ce::254", "fe80::1", "febf::1",
      "fec0::1", "ff02::1", "4000::1", "8000::", "ffff:ffff::1",
    ]
  )
  func special(text: String) throws {
    let address = try #require(NetworkAddress(text))
    guard case .special(let words) = address.kind else {
      Issue.record("\(text) is \(address.kind)")
      return
    }
    #expect(!words.isEmpty)
    let everywhere: Reach = [.internet, .privateNetworks, .loopback]
    #expect(!everywhere.allows(address.kind))
    #expect(throws: SystemError.self) { try everywhere.check([address], of: "host") }
  }

  @Test(
    "what is not an address in a plain form is none",
    arguments: [
      "", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "256.1.1.1", "1.2.3.-4", "0x7f.0.0.1", "1.2.3.4 ",
      "1..2.3", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::1", "::1%eth0", "[::1]",
      "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "::01.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8::",
      "::ffff:1.2.3.456",
    ]
  )
  func malformed(text: String) { #expect(NetworkAddress(text) == nil) }

  @Test("an address printed is the same address when it is read again")
  func roundTrip() throws {
    let seed: UInt64 = 7
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let bytes = (0..<(Bool.random(using: &random) ? 4 : 16)).map { _ in
        Bool.random(using: &random) ? 0 : UInt8.random(in: .min ... .max, using: &random)
      }
      let address = try #require(NetworkAddress(bytes))
      #expect(NetworkAddress(address.description) == address, "seed \(seed): \(address)")
    }
    #expect(NetworkAddress([1, 2, 3]) == nil)
  }

  @Test("one address out of reach refuses the name, and a name without an address is a failure")
  func names() throws {
    let outside = try #require(NetworkAddress("93.184.215.14"))
    let inside = try #require(NetworkAddress("10.0.0.1"))
    #expect(try Reach.internet.check([outside], of: "host") == [outside])
    let refusal = SystemError(.addressRefused, "`host` is at 10.0.0.1, in a private network, where no request may go")
    #expect(throws: refusal) { try Reach.internet.check([outside, inside], of: "host") }
    #expect(throws: SystemError.self) { try Reach.internet.check([], of: "host") }
    #expect(throws: SystemError.self) { try Reach([]).check([outside], of: "host") }
    #expect(throws: SystemError.self) { try Reach.loopback.check([outside], of: "host") }
  }
}
