import Testing

@testable import KeylessPolicy

@Suite("Request contexts")
struct ContextTests {
  @Test("keys made beforehand set what names set")
  func keys() {
    var named = RequestContext()
    named["aws:SourceIp"] = ["127.0.0.1"]
    named["aws:TagKeys"] = ["a", "e\u{301}"]
    named["x:Empty"] = []
    var keyed = RequestContext(capacity: 3)
    keyed.set(ConditionKey("aws:SourceIp"), "127.0.0.1")
    keyed.set(ConditionKey("aws:TagKeys"), ["a", "e\u{301}"])
    keyed.set(ConditionKey("x:Empty"), [String]())
    for (left, right) in zip(named.all, keyed.all) {
      #expect(left.key == right.key)
      #expect(left.values.map { Array($0.utf8) } == right.values.map { Array($0.utf8) })
    }
    #expect(named.all.count == 3)
    #expect(keyed.all.count == 3)
    #expect(keyed["AWS:SOURCEIP"] == ["127.0.0.1"])
    #expect(keyed["x:empty"] == [])
    #expect(keyed["x:other"] == nil)
  }

  @Test("the later value wins whatever the case of the key, and a key can be taken away")
  func replaced() {
    var context = RequestContext()
    context.set(ConditionKey("a:b"), "1")
    context.set(ConditionKey("c:d"), "2")
    context.set(ConditionKey("A:B"), ["3", "4"])
    #expect(context.all.map(\.key) == ["c:d", "A:B"])
    #expect(context["a:b"] == ["3", "4"])
    context.remove(ConditionKey("C:D"))
    #expect(context["c:d"] == nil)
    context["a:b"] = nil
    #expect(context.all.isEmpty)
  }
}
