import KeylessAnswers
import KeylessSource
import Testing

@Suite("custom subjects that a policy leaves room for")
struct CustomSubjectTests {
  private func answer(_ issuer: String, _ condition: String, _ more: String = "") throws -> JSONNode {
    try Lines.who(#"{"id":1,"policy":\#(Lines.policy(issuer, condition))\#(more)}"#)
  }

  @Test(
    "keys that hide in a wildcard let in a colleague",
    arguments: [
      (Lines.gitlab, "project_path:acme/*:*:environment_protected:true"),
      (Lines.github, "repo:acme/*:environment:production:*:actor:alice"),
    ]
  )
  func hidden(issuer: String, subject: String) throws {
    let answer = try answer(issuer, #"{"StringLike":{"@:sub":"\#(subject)"}}"#)
    #expect(answer["classes"]?.texts == ["colleague"])
    #expect(answer["dead"]?.items.isEmpty == true)
  }

  @Test("more keys than are tried are not known")
  func long() throws {
    let subject = "repo:acme/*:ref:refs/heads/main:actor:x:workflow:y:event_name:push"
    let answer = try answer(Lines.github, #"{"StringLike":{"@:sub":"\#(subject)"}}"#)
    #expect(answer["unknown"]?.text?.hasPrefix("subject templates:") == true)
    #expect(answer["reach"]?.text != "empty")
    #expect(answer["dead"]?.items.isEmpty == true)
    // A project of one's own has no colleagues, and a ref that is none never comes.
    for subject in [
      "repo:acme/api:ref:refs/heads/main:actor:x:workflow:y:event_name:push", "repo:acme/*:ref:refs/head/main",
    ] {
      let answer = try self.answer(Lines.github, #"{"StringLike":{"@:sub":"\#(subject)"}}"#)
      #expect(answer["unknown"] == nil)
      #expect(answer["reach"]?.text == "empty")
    }
  }

  @Test("a private issuer has colleagues with subjects of their own")
  func privately() throws {
    let more = #","platform":"gitlab","issuer":"gitlab.acme.com""#
    let open = try answer("gitlab.acme.com", #"{"StringLike":{"@:sub":"*:ref_protected:true"}}"#, more)
    #expect(open["classes"]?.texts == ["colleague"])
    let shut = try answer("gitlab.acme.com", #"{"StringLike":{"@:sub":"*:ref_type:mr"}}"#, more)
    #expect(shut["reach"]?.text == "empty")
    #expect(shut["unknown"] == nil)
    #expect(shut["dead"]?.items.count == 1)
  }

  @Test("no statement is dead that a custom subject may open")
  func dead() throws {
    for condition in [
      #"{"StringLike":{"@:sub":"*:ref_protected:true"}}"#, #"{"StringNotLike":{"@:sub":"project_path:*"}}"#,
    ] {
      #expect(try answer(Lines.gitlab, condition)["dead"]?.items.isEmpty == true)
    }
    let own = try answer(Lines.gitlab, #"{"StringLike":{"@:sub":"project_id:42:*"}}"#)
    #expect(
      own["dead"]?.items.first?["reason"]?.text?.contains(#"["project_id", "ref_type", "ref"] would give it"#) == true
    )
  }
}
