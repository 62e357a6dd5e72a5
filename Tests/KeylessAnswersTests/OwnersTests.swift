import KeylessAnswers
import KeylessSource
import Testing

@Suite("whose role it is")
struct OwnersTests {
  private static let buildkite = "agent.buildkite.com"
  private static let terraform = "app.terraform.io"

  private func answer(_ issuer: String, _ condition: String, owners: String? = nil) throws -> JSONNode {
    let more = owners.map { #","owners":["\#($0)"]"# } ?? ""
    return try Lines.who(#"{"id":1,"policy":\#(Lines.policy(issuer, condition))\#(more)}"#)
  }

  @Test(
    "a word that a wildcard only may take for an owner is none",
    arguments: [
      (Lines.github, #"{"StringLike":{"@:sub":"*:ref:refs/heads/main"}}"#),
      (Lines.github, #"{"StringLike":{"@:sub":"*:environment:production"}}"#),
      (Lines.github, #"{"StringLike":{"@:sub":"*:pull_request"}}"#),
      (terraform, #"{"StringLike":{"@:sub":"*:project:*:workspace:*:run_phase:*"}}"#),
    ]
  )
  func keywords(issuer: String, condition: String) throws {
    let answer = try answer(issuer, condition)
    #expect(answer["classes"]?.texts == ["stranger"])
    #expect(answer["owners"] == nil)
  }

  @Test("and one that every text of the value has is one, even if it is spelled like a keyword")
  func spelled() throws {
    let named = try answer(Lines.github, #"{"StringLike":{"@:sub":"repo:ref/*"}}"#)
    #expect(named["classes"]?.texts == ["colleague"])
    #expect(named["owners"]?["names"]?.texts == ["ref"])
    let organization = #"{"StringLike":{"@:sub":"organization:acme:project:*:workspace:*:run_phase:*"}}"#
    #expect(try answer(Self.terraform, organization)["owners"]?["names"]?.texts == ["acme"])
  }

  @Test(
    "somebody else's id is not the given owner's",
    arguments: [
      (Lines.github, "repo:", "repository_id"), (Lines.github, "repo:", "repository_owner_id"),
      (Lines.gitlab, "project_path:", "project_id"), (Lines.gitlab, "project_path:", "namespace_id"),
    ]
  )
  func foreignIDs(issuer: String, key: String, id: String) throws {
    func classes(_ names: [String]) throws -> [String]? {
      let subjects = names.map { "\"\(key)\($0)/api:*\"" }.joined(separator: ",")
      let condition = #"{"StringLike":{"@:sub":[\#(subjects)]},"StringEquals":{"@:\#(id)":"5"}}"#
      return try answer(issuer, condition, owners: "acme")["classes"]?.texts
    }
    #expect(try classes(["mallory"]) == ["stranger"])
    #expect(try classes(["acme"])?.contains("stranger") == false)
    #expect(try classes(["acme"])?.contains("contributor") == true)
    #expect(try classes(["acme", "mallory"])?.contains("stranger") == true)
  }

  @Test("an id that stands alone is the given owner's")
  func lonelyIDs() throws {
    let condition = #"{"StringEquals":{"@:repository_id":"5"}}"#
    #expect(try answer(Lines.github, condition, owners: "acme")["classes"]?.texts == ["contributor"])
  }

  @Test("a bound of ids spells none of them")
  func bounds() throws {
    for condition in [
      #"{"NumericLessThan":{"@:project_id":"5"}}"#, #"{"NumericGreaterThanEquals":{"@:project_id":"1000"}}"#,
    ] {
      #expect(try answer(Lines.gitlab, condition)["classes"]?.texts == ["stranger"])
    }
    let equal = try answer(Lines.gitlab, #"{"NumericEquals":{"@:project_id":"5"}}"#)
    #expect(equal["classes"]?.texts == ["contributor", "protected"])
  }

  @Test("a project may be named by two claims")
  func claims() throws {
    let both = #"{"StringEquals":{"@:organization_slug":"acme","@:pipeline_slug":"x"}}"#
    #expect(try answer(Self.buildkite, both)["classes"]?.texts == ["contributor"])
    #expect(try answer(Self.buildkite, both, owners: "other")["classes"]?.texts == ["stranger"])
    let one = #"{"StringEquals":{"@:organization_slug":"acme"}}"#
    #expect(try answer(Self.buildkite, one)["classes"]?.texts == ["colleague"])
  }

  @Test("a project written in another case is the same project")
  func cases() throws {
    let github = #"{"StringEqualsIgnoreCase":{"@:sub":"REPO:ACME/API:REF:REFS/HEADS/MAIN"}}"#
    #expect(try answer(Lines.github, github)["classes"]?.texts == ["contributor"])
    #expect(try answer(Lines.github, github, owners: "mallory")["classes"]?.texts == ["stranger"])
    let gitlab = #"{"StringEqualsIgnoreCase":{"@:sub":"Project_Path:acme/infra:ref_type:branch:ref:main"}}"#
    #expect(try answer(Lines.gitlab, gitlab)["classes"]?.texts == ["contributor", "protected"])
  }
}
