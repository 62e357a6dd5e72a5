import KeylessRehearsal
import Testing

@Suite("session names")
struct SessionNameTests {
  @Test(
    "any text becomes a name that STS accepts",
    arguments: [
      ("main", "main"), ("feature/a b", "feature-a-b"), ("", "job-"), ("x", "job-x"), ("é", "--"),
      (String(repeating: "a", count: 80), String(repeating: "a", count: 64)), ("a+=,.@-_9", "a+=,.@-_9"),
    ]
  )
  func legal(text: String, expected: String) {
    #expect(SessionName.legal(text) == expected)
  }
}
