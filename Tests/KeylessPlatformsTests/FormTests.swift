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
    circleci(), circleci(["token": "v1"]), circleci(["trigger": "custom_webhook"]),
    circleci(["vcs_ref": "refs/tags/v1"]), bitbucket(),
    bitbucket(["deploymentEnvironmentUuid": "{00000000-0000-4000-8000-0000000000e1}"]), buildkite(),
    buildkite(["step_key": "deploy"]), buildkite(["build_tag": "v1"]), buildkite(["build_tag": "v1", "step_key": "x"]),
    buildkite(["organization_id": "00000000-0000-4000-8000-0000000000a1", "cluster_name": "default"]), terraform(),
    terraform(["terraform_run_phase": "plan"]), SamplePipelines.moduleTest, SamplePipelines.stack, eks(), oidc(),
    oidc(["email": "a@example.com"]),
  ]

  /// The templates that reach is computed from must say exactly what a minted token says.
  @Test(
    "exactly one form describes each token, claim by claim",
    arguments: pipelines,
    [nil, ["project_path", "deployment_tier"]]
  )
  func consistent(_ given: Pipeline, template: [String]?) throws {
    try expectOneForm(given, template: template)
  }

  @Test("exactly one form describes each near miss's token too", arguments: pipelines)
  func variations(_ given: Pipeline) throws {
    let platform = try Platform.get(given.platform.description)
    for variation in try platform.variations(of: given) where variation.unmintable == nil {
      try expectOneForm(variation.pipeline, template: nil)
    }
  }

  private func expectOneForm(_ given: Pipeline, template: [String]?) throws {
    let platform = try Platform.get(given.platform.description)
    let template = platform.id == "gitlab" ? template : nil
    let issuer = try given.issuer()
    for layout in platform.id == "github" ? SubjectLayout.allCases.map(Optional.some) : [nil] {
      let completed = try platform.complete(given, issuer: issuer)
      let payload = try platform.token(
        for: completed,
        .test(issuer: given.givenIssuer, template: template, layout: layout)
      ).payload
      let components = platform.components(of: completed)
      let forms = try platform.forms(
        FormSelection(issuer: issuer, subjectTemplate: template, subjectLayout: layout)
      )
      let matching = forms.filter { form in
        form.components.allSatisfy { part in
          components[part.name].map(part.kind.contains) ?? form.mayLack(part.name)
        }
          && form.fixed.allSatisfy { completed[$0.key] == $0.value } && form.absent.allSatisfy { completed[$0] == nil }
          && form.subject.render(components)?.utf8.elementsEqual(payload["sub"]?.string?.utf8 ?? "".utf8) ?? false
          && ConditionKeyMap.claims(mappedFor: issuer).allSatisfy { mapped in
            if ["aud", "sub", "oaud"].contains(mapped.claim) { return true }
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

  @Test("a job's choice of its subject is one more form, and alone when it is asked for")
  func choices() throws {
    let platform = try Platform.get("buildkite")
    let id = "00000000-0000-4000-8000-0000000000b1"
    for choice in ["organization_id", "pipeline_id", "cluster_id", "queue_id", "build_id", "job_id", "agent_id"] {
      let given = buildkite([choice: id])
      #expect(try platform.token(for: given, .test(template: [choice])).payload["sub"]?.string == id)
      let form = try #require(platform.forms(FormSelection(subjectTemplate: [choice])).first)
      #expect(form.subject.render(platform.components(of: try platform.complete(given))) == id)
      #expect(platform.subjectForms.contains(form))
    }
    #expect(platform.subjectForms.count == 11)
    let error = #expect(throws: PlatformError.self) {
      try platform.token(for: buildkite(), .test(template: ["organization_id"]))
    }
    #expect(error?.code == .missingFact && error?.fact == "organization_id")
    for names in [["organization_slug"], ["organization_id", "pipeline_id"], []] {
      #expect(throws: PlatformError.self) { try platform.forms(FormSelection(subjectTemplate: names)) }
    }
    #expect(throws: PlatformError.self) { try Platform.get("eks").token(for: eks(), .test(template: ["namespace"])) }
    #expect(throws: PlatformError.self) { try Platform.get("eks").token(for: eks(), .test(layout: .classic)) }
  }

  @Test("an issuer of one tenant narrows its components, and no issuer leaves them open")
  func narrowed() throws {
    let platform = try Platform.get("circleci")
    let open = try #require(platform.subjectForms.first { $0.name == "v2" })
    #expect(open.component("organization_id")?.kind == .uuid)
    let issuer = "https://oidc.circleci.com/org/\(SamplePipelines.organization)"
    let closed = try #require(platform.forms(FormSelection(issuer: issuer)).first { $0.name == "v2" })
    #expect(closed.component("organization_id")?.kind == .choice([SamplePipelines.organization]))
    #expect(closed.fixed["organization_id"] == .text(SamplePipelines.organization))
    #expect(open.subject == closed.subject)
  }

  @Test("a template with an unverified component is marked so")
  func evidence() throws {
    let forms = try Platform.get("gitlab").forms(FormSelection(subjectTemplate: ["job_project_id", "ref"]))
    #expect(forms.allSatisfy { $0.evidence == .unverified })
    #expect(try Platform.get("gitlab").subjectForms.allSatisfy { $0.evidence == .source })
  }
}

extension TokenForm {
  /// Whether a token of this form may come without the component: only claims that are not certain are made from it.
  fileprivate func mayLack(_ name: String) -> Bool {
    !subject.components.contains(name)
      && claims.allSatisfy { !$0.isCertain || !$0.template.components.contains(name) }
  }
}
