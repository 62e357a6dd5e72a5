import KeylessAnswers
import KeylessSource
import Testing

@Suite("decisions, line by line")
struct ExplainBatchTests {
  @Test("a policy is decided by claims, of which only the mapped ones count")
  func claims() throws {
    let policy = Lines.policy(Lines.gitlab, #"{"StringEquals":{"@:sub":"s","@:ref_protected":"true"}}"#)
    func decided(_ claims: String) throws -> String? {
      try Lines.explain(#"{"id":1,"policy":\#(policy),"claims":\#(claims)}"#)["decision"]?.text
    }
    #expect(try decided(#"{"iss":"https://gitlab.com","sub":"s","ref_protected":"true"}"#) == "allow")
    #expect(try decided(#"{"iss":"https://gitlab.com","sub":"s","ref_protected":true}"#) == "implicit-deny")
    #expect(try decided(#"{"iss":"https://gitlab.com","sub":"s"}"#) == "implicit-deny")
    #expect(try decided(#"{"iss":"https://gitlab.example.com","sub":"s","ref_protected":"true"}"#) == "implicit-deny")
  }

  @Test("a condition alone is matched or not, and is no decision")
  func condition() throws {
    func answer(_ context: String) throws -> JSONNode {
      try Lines.explain(
        #"{"id":1,"condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}},"context":\#(context)}"#
      )
    }
    #expect(try answer("{}")["matched"]?.bool == true)
    #expect(try answer(#"{"aws:TagKeys":["a"]}"#)["matched"]?.bool == true)
    #expect(try answer(#"{"aws:tagkeys":["a","c"]}"#)["matched"]?.bool == false)
    #expect(try answer("{}")["decision"] == nil)
    #expect(try answer("{}")["trace"]?.items.count == 1)
  }

  @Test("one value in a list is the value, and an empty list is there and empty")
  func values() throws {
    func matched(_ condition: String, _ context: String) throws -> Bool? {
      try Lines.explain(#"{"id":1,"condition":\#(condition),"context":\#(context)}"#)["matched"]?.bool
    }
    #expect(try matched(#"{"StringEquals":{"k:v":"a"}}"#, #"{"k:v":["a"]}"#) == true)
    #expect(try matched(#"{"StringEquals":{"k:v":"a"}}"#, #"{"k:v":"a"}"#) == true)
    #expect(try matched(#"{"StringEquals":{"k:v":"a"}}"#, #"{"k:v":[]}"#) == false)
    #expect(try matched(#"{"StringNotEquals":{"k:v":"a"}}"#, #"{"k:v":[]}"#) == true)
  }

  @Test("what is left out is not tested, and what is given is")
  func parts() throws {
    let policy =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/ann"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}"#
    func decided(_ more: String) throws -> String? {
      try Lines.explain(#"{"id":1,"policy":\#(policy),"action":"s3:getobject"\#(more)}"#)["decision"]?.text
    }
    #expect(try decided("") == "allow")
    #expect(try decided(#","resource":"arn:aws:s3:::b/x""#) == "allow")
    #expect(try decided(#","resource":"arn:aws:s3:::c/x""#) == "implicit-deny")
    #expect(try decided(#","principal":"arn:aws:iam::111122223333:user/ann""#) == "allow")
    #expect(try decided(#","principal":{"AWS":"arn:aws:iam::111122223333:user/bob"}"#) == "implicit-deny")
  }

  @Test("an explicit denial is told from none")
  func denial() throws {
    let policy =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"No","Effect":"Deny","Action":"iam:*","Resource":"*"}]}"#
    let answer = try Lines.explain(#"{"id":1,"policy":\#(policy),"action":"iam:CreateUser"}"#)
    #expect(answer["decision"]?.text == "deny")
    #expect(answer["trace"]?.items.compactMap { $0["applies"]?.bool } == [true, true])
  }
}
