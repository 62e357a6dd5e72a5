import KeylessAWS
import Testing

@Suite("dates of HTTP")
struct HTTPDateTests {
  @Test(
    "a date is written as it is read",
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
      (1_440_938_160, "Sun, 30 Aug 2015 12:36:00 GMT"), (1_709_164_799, "Wed, 28 Feb 2024 23:59:59 GMT"),
      (-86_400, "Wed, 31 Dec 1969 00:00:00 GMT"),
    ]
  )
  func known(seconds: Int, text: String) {
    #expect(WireTime.httpDate(seconds) == text)
    #expect(WireTime.parseHTTPDate(text) == seconds)
  }
}
