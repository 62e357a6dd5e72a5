import KeylessPlatforms
import KeylessSource
import Testing

@Suite("Token forms")
struct FormTests {
  private static let pipelines: [Pipeline] = [
    gitlab(), gitlab(["ref_type": "tag", "ref": "v1"]), gitlab(["user_id": ""]), gitlab(["environment": "production"]),
    gitlab(["pipeline_source": "merge_request_event"]), github(), github(["ref": "refs/tags/v1"]),
    github(["environment": "a:b"]), github(["event_name": "pull_request"]),
    github(["event_name": "pull_request", "environment": "prod"]), github(["enterprise": "e", "enterprise_id": "3"]),
  ]

  /// The templates that reach is computed from must say exactly what a minted token says.
  @Test(
    "exactly one form describes each token, claim by claim",
    arguments: pipelines,
    [nil, ["project_path", "deployment_tier"]]
  )
  func consistent(_ given: Pipeline, template: [String]?) throws {
    let platform = try Platform.get(given.platform.description)
    let template = platform.id == "gitlab" ? template : nil
    let issuer = try #require(platform.defaultIssuer)
    for layout in platform.id == "github" ? SubjectLayout.allCases.map(Optional.some) : [nil] {
      let completed = try platform.complete(given, issuer: issuer)
      let payload = try platform.token(for: completed, .test(template: template, layout: layout)).payload
      let components = platform.components(of: completed)
      let forms = try platform.forms(FormSelection(subjectTemplate: template, subjectLayout: layout))
      let matching = forms.filter { form in
        form.components.allSatisfy { part in
          if part.name == "enterprise_id" { return true }
          return components[part.name].map(part.kind.contains) ?? false
        }
          && form.fixed.allSatisfy { completed[$0.key] == $0.value } && form.absent.allSatisfy { completed[$0] == nil }
          && form.subject.render(components)?.utf8.elementsEqual(payload["sub"]?.string?.utf8 ?? "".utf8) ?? false
          && ConditionKeyMap.claims(mappedFor: issuer).allSatisfy { mapped in
            if ["aud", "sub", "amr", "oaud", "email", "enterprise_id"].contains(mapped.claim) { return true }
            let claim = form.claims.first { $0.claim == mapped.claim }?.template.render(components)
            return claim == payload[mapped.claim]?.string
          }
      }
      #expect(matching.count == 1, "\(given.facts) \(matching.map(\.name))")
    }
  }

  @Test("every form's templates mention only its own components, and its components have a language")
  func closed() throws {
    for platform in Platform.all {
      #expect(!platform.subjectForms.isEmpty)
      for form in platform.subjectForms {
        let names = form.components.map(\.name)
        #expect(Set(names).count == names.count)
        for used in form.subject.components + form.claims.flatMap(\.template.components) {
          #expect(form.component(used) != nil, "\(form.name) \(used)")
        }
      }
    }
  }

  @Test("GitHub has three contexts in two layouts, GHES in one")
  func githubForms() throws {
    let platform = try Platform.get("github")
    #expect(
      platform.subjectForms.map(\.name) == ["environment", "pull_request", "ref", "environment", "pull_request", "ref"]
    )
    let server = try platform.forms(FormSelection(issuer: "https://h/_services/token"))
    #expect(server.map(\.layout) == [.classic, .classic, .classic])
    let environment = try platform.forms(
      FormSelection(subjectTemplate: ["environment", "repo"], subjectLayout: .classic)
    )
    #expect(environment.map(\.name) == ["environment"])
    #expect(
      environment.first?.subject.segments == [
        .literal("environment:"), .component("environment", .colon), .literal(":repo:"), .component("owner"),
        .literal("/"), .component("name"),
      ]
    )
  }

  @Test("a GitLab tag form has no merge request, a branch form has")
  func gitlabForms() throws {
    let forms = try Platform.get("gitlab").subjectForms
    let branch = try #require(forms.first { $0.name == "branch" })
    let tag = try #require(forms.first { $0.name == "tag" })
    #expect(branch.component("pipeline_source")?.kind.contains("merge_request_event") == true)
    #expect(tag.component("pipeline_source")?.kind.contains("merge_request_event") == false)
    #expect(
      tag.subject.segments == [
        .literal("project_path:"), .component("project_path"), .literal(":ref_type:tag:ref:"), .component("ref"),
      ]
    )
  }

  @Test("components lead back to the facts they came from")
  func roundTrip() throws {
    for given in Self.pipelines {
      let platform = try Platform.get(given.platform.description)
      let completed = try platform.complete(given)
      let back = platform.pipeline(of: platform.components(of: completed))
      #expect(try platform.complete(back) == completed)
    }
  }

  @Test("a template with an unverified component is marked so")
  func evidence() throws {
    let forms = try Platform.get("gitlab").forms(FormSelection(subjectTemplate: ["job_project_id", "ref"]))
    #expect(forms.allSatisfy { $0.evidence == .unverified })
    #expect(try Platform.get("gitlab").subjectForms.allSatisfy { $0.evidence == .source })
  }
}
