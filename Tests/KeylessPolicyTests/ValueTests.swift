import KeylessPolicy
import Testing

@Suite
struct ValueTests {
  @Test("numbers are ordered by value, however they are written")
  func numbers() throws {
    let ordered = ["-1e3", "-10.5", "-10", "-0.1", "0", "1e-5", "0.1", "9", "10", "10.0001", "1e99999"]
    let values = try ordered.map { try #require(ExactDecimal($0.utf8)) }
    for (index, value) in values.enumerated() {
      for (other, larger) in values.enumerated() {
        #expect((value < larger) == (index < other))
        #expect((value == larger) == (index == other))
      }
    }
    for (left, right) in [("1", "1.000"), ("0", "-0.0"), ("120e-1", "12"), ("0.001e3", "1"), ("007", "7")] {
      #expect(ExactDecimal(left.utf8) == ExactDecimal(right.utf8))
    }
  }

  @Test(
    "what is no number is none",
    arguments: [
      "", "-", ".5", "5.", "1e", "+1", "1_0", "1e100000", "0x1", "NaN", "1 ", String(repeating: "1", count: 401),
    ]
  )
  func noNumber(_ text: String) {
    #expect(ExactDecimal(text.utf8) == nil)
  }

  @Test(
    "a date is read in every form of the W3C profile",
    arguments: [
      ("1970", 0), ("1970-02", 2_678_400), ("2000-02-29", 951_782_400), ("2026-11-23T00:54Z", 1_795_395_240),
      ("1969-12-31T23:59:59.5Z", -1), ("2026-01-01T00:00:00-00:30", 1_767_227_400), ("0", 0), ("-1", -1),
      ("0001-01-01", -62_135_596_800), ("9999-12-31", 253_402_214_400),
    ]
  )
  func dates(_ text: String, _ seconds: Int) throws {
    #expect(try #require(PolicyDate(text.utf8)).seconds == seconds)
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "26-01-01", "2026-13", "2026-00-01", "1900-02-29", "2026-04-31", "2026-01-01T24:00:00Z", "2026-01-01T00:00",
      "2026-01-01T00:00:60Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.0123456789Z",
      "2026-01-01t00:00:00z", "1e9", "1700000000.5", "9999999999999999", "2026-01-01T00:00Z ",
    ]
  )
  func noDate(_ text: String) {
    #expect(PolicyDate(text.utf8) == nil)
  }

  @Test(
    "an address block holds what it says",
    arguments: [
      ("10.1.2.3/8", "10.255.255.255", "11.0.0.0"), ("10.0.0.0/31", "10.0.0.1", "10.0.0.2"),
      ("::/0", "ffff::", "1.2.3.4"),
      ("2001:db8::1", "2001:0db8:0:0:0:0:0:1", "2001:db8::2"), ("::ffff:1.2.3.4", "::ffff:102:304", "1.2.3.4"),
      ("2::/15", "3::", "4::"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:1"),
    ]
  )
  func addresses(_ block: String, _ inside: String, _ outside: String) throws {
    let range = try #require(AddressRange(block.utf8))
    #expect(!range.contains(try #require(AddressRange(outside.utf8))))
    #expect(range.contains(try #require(AddressRange(inside.utf8))))
  }

  @Test(
    "what is no address is none",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/08", "1.2.3.4/8/8", ":",
      ":::",
      "1:", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1%eth0", "::/129", "1:2:3:4:5:6:7::8",
      "::1.2.3", "1.2.3.4::", " 1.2.3.4",
    ]
  )
  func noAddress(_ text: String) {
    #expect(AddressRange(text.utf8) == nil)
  }
}
