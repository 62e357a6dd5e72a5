import KeylessCIHalf
import KeylessSource
import Testing

/// `rules`, `only` and `workflow` are judged for each kind of pipeline at once.
struct RuleTests {
  /// The ways a job runs, from its keywords and what stands at the top.
  private func runs(_ job: String, top: String = "", _ project: CIProject = CIProject()) -> [String] {
    let indented = job.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
    let text = "\(top)\njob:\n  script: x\n\(indented)"
    let pipelines = GitLabReader.read(SourceTree([".gitlab-ci.yml": Array(text.utf8)]), project: project)
    #expect(pipelines.flatMap(\.diagnostics).isEmpty)
    return JobDump.runs(GitLabReader.half(pipelines).jobs.flatMap(\.runs))
  }

  private func when(_ condition: String, top: String = "", _ project: CIProject = CIProject()) -> [String] {
    runs("rules:\n- if: '\(condition.replacing("'", with: "''"))'", top: top, project)
  }

  private let branches =
    "push/branch web/branch schedule/branch api/branch trigger/branch pipeline/branch external_pull_request_event/branch chat/branch"
  private let tags = "push/tag web/tag schedule/tag api/tag trigger/tag pipeline/tag"
  private let merge = "merge_request_event/branch"
  private let all =
    "push/branch push/tag web/branch web/tag schedule/branch schedule/tag api/branch api/tag trigger/branch trigger/tag pipeline/branch pipeline/tag merge_request_event/branch external_pull_request_event/branch chat/branch"

  @Test
  func `Without rules a job runs for branches and tags, not for merge requests`() {
    let runs = runs("stage: x")
    #expect(runs == [all.replacing(" \(merge)", with: "")])
  }

  @Test
  func `With workflow rules it runs in every pipeline they let through`() {
    #expect(
      runs("stage: x", top: "workflow: {rules: [{if: $CI_MERGE_REQUEST_IID}, {if: $CI_COMMIT_TAG, when: never}]}") == [
        merge
      ]
    )
    #expect(runs("rules: [{if: $CI_COMMIT_BRANCH}]", top: "workflow: {rules: [{if: $CI_COMMIT_TAG}]}") == [])
    #expect(
      runs("rules: [{when: always}]", top: "workflow: {rules: [{if: $CI_COMMIT_BRANCH == \"main\"}]}") == [
        "\(branches): main"
      ]
    )
  }

  @Test
  func `A merge request has no branch and no tag, but a source branch`() {
    #expect(when("$CI_COMMIT_BRANCH") == [branches])
    #expect(when("$CI_COMMIT_TAG") == [tags])
    #expect(when("$CI_MERGE_REQUEST_IID") == [merge])
    #expect(when("$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME == 'x'") == ["\(merge): x"])
    #expect(when("$CI_COMMIT_REF_NAME == 'x' && $CI_PIPELINE_SOURCE == 'merge_request_event'") == ["\(merge): x"])
    #expect(when("$CI_COMMIT_BRANCH == null && $CI_COMMIT_TAG == null") == [merge])
    #expect(when("$CI_PIPELINE_SOURCE =~ /^(schedule|web)$/ && $CI_COMMIT_TAG") == ["web/tag schedule/tag"])
    #expect(
      when("$CI_PIPELINE_SOURCE !~ /^[^s]+$/ && $CI_COMMIT_TAG =~ /^v\\d+/") == ["push/tag schedule/tag: /^v\\d+/"]
    )
  }

  @Test
  func `Conditions bind as GitLab binds them`() {
    #expect(
      when("$CI_COMMIT_TAG || $CI_COMMIT_BRANCH == 'a' && $CI_PIPELINE_SOURCE == 'push'") == ["push/branch: a", tags]
    )
    #expect(
      when("($CI_COMMIT_TAG || $CI_COMMIT_BRANCH == 'a') && $CI_PIPELINE_SOURCE == 'push'") == [
        "push/branch: a", "push/tag",
      ]
    )
    #expect(when("$CI_COMMIT_BRANCH == 'a' && $CI_COMMIT_BRANCH == 'b'") == [])
    #expect(
      when("$CI_COMMIT_BRANCH == 'a' && $CI_COMMIT_BRANCH != 'b' && $CI_PIPELINE_SOURCE == 'push'") == [
        "push/branch: a"
      ]
    )
    #expect(when("$CI_COMMIT_BRANCH =~ /^a/ && $CI_COMMIT_BRANCH == 'b'") == [])
    #expect(when("$CI_COMMIT_REF_PROTECTED == 'true' && $CI_COMMIT_TAG") == ["\(tags): protected"])
    #expect(when("$CI_COMMIT_REF_PROTECTED != 'true' && $CI_COMMIT_TAG") == ["\(tags): unprotected"])
    #expect(when("$CI_COMMIT_REF_PROTECTED && $CI_COMMIT_TAG") == [tags])
    #expect(when("null") == [])
    #expect(when("\"\"") == [])
  }

  @Test
  func `An earlier rule takes its pipelines away from later ones`() {
    let first = "rules:\n- if: $CI_PIPELINE_SOURCE != \"push\"\n  when: never\n"
    #expect(
      runs(first + "- if: $CI_COMMIT_BRANCH == \"main\"\n  when: never\n- when: on_success") == [
        "push/branch: not main", "push/tag",
      ]
    )
    #expect(
      runs(first + "- if: $CI_COMMIT_BRANCH =~ /^wip/\n  when: never\n- if: $CI_COMMIT_BRANCH\n  when: manual") == [
        "push/branch: not /^wip/"
      ]
    )
    #expect(runs(first + "- when: never\n- when: always") == [])
    #expect(runs(first + "- if: $X\n  when: never\n- if: $CI_COMMIT_TAG") == ["push/tag: unless `$X` is set"])
    // Either way it runs, so what cannot be judged does not matter.
    #expect(runs(first + "- if: $X\n  variables: {A: b}\n- when: always").count == 2)
    #expect(
      runs(first + "- if: $X\n  when: manual\n- when: always").sorted() == [
        "push/branch push/tag: unless `$X` is set", "push/branch push/tag: when `$X` is set",
      ]
    )
  }

  @Test
  func `What cannot be judged is said`() {
    #expect(when("$UNSET && $CI_COMMIT_TAG") == ["\(tags): when `$UNSET` is set"])
    #expect(when("$CI_COMMIT_TAG && $UNSET == \"x\"") == ["\(tags): when `$UNSET == \"x\"`"])
    #expect(when("$CI_COMMIT_TAG ?? 1") == ["\(all): when `$CI_COMMIT_TAG ?? 1` holds"])
    #expect(runs("rules: [{if: $CI_COMMIT_TAG, exists: [a, b]}]") == ["\(tags): when `a`, `b` exists"])
    #expect(
      runs("rules: [{if: $CI_PIPELINE_SOURCE == \"push\", changes: [a]}]") == [
        "push/branch: when the commits change `a`", "push/tag",
      ]
    )
  }

  @Test
  func `Variables of the file are known where nobody can give others`() {
    let top = "variables: {DEPLOY: \"yes\", EMPTY: \"\", NAME: main, BOTH: $NAME-$DEPLOY, P: '/^v/'}"
    #expect(when("$DEPLOY == 'yes' && $CI_PIPELINE_SOURCE == 'push'", top: top) == ["push/branch push/tag"])
    #expect(when("$DEPLOY == 'no' && $CI_PIPELINE_SOURCE == 'push'", top: top) == [])
    #expect(
      when("$DEPLOY == 'no' && $CI_PIPELINE_SOURCE == 'web'", top: top) == [
        "web/branch web/tag: when `$DEPLOY == \"no\"`"
      ]
    )
    #expect(when("$CI_COMMIT_BRANCH == $NAME && $CI_PIPELINE_SOURCE == 'push'", top: top) == ["push/branch: main"])
    #expect(when("$BOTH == 'main-yes' && $CI_PIPELINE_SOURCE == 'push'", top: top) == ["push/branch push/tag"])
    #expect(when("$CI_COMMIT_TAG =~ $P && $CI_PIPELINE_SOURCE == 'push'", top: top) == ["push/tag: /^v/"])
    #expect(when("$CI_PIPELINE_SOURCE == 'push' && $EMPTY", top: top) == [])
    #expect(when("$CI_PROJECT_PATH == 'acme/api' && $CI_COMMIT_TAG", CIProject(path: "acme/api")) == [tags])
    #expect(when("$CI_PROJECT_PATH == 'acme/api' && $CI_COMMIT_TAG", CIProject(path: "evil/api")) == [])
  }

  @Test
  func `Only and except are read as well`() {
    #expect(runs("only: [merge_requests]") == [merge])
    #expect(runs("only: [main]") == [all.replacing(" \(merge)", with: "") + ": main"])
    #expect(
      runs("only: [branches]\nexcept: [main, schedules]") == [
        branches.replacing(" schedule/branch", with: "") + ": not main"
      ]
    )
    #expect(runs("only: {refs: [tags], variables: [$CI_COMMIT_TAG =~ /^v/]}") == ["\(tags): /^v/"])
    #expect(runs("only: ['branches@acme/api']", CIProject(path: "acme/api")) == [branches])
    #expect(runs("only: ['branches@acme/api']", CIProject(path: "evil/api")) == [])
    #expect(runs("except: [branches]") == [tags])
  }

  @Test
  func `Rules without end are bounded`() {
    let many = (0..<120).map { "- if: $CI_COMMIT_BRANCH == \"b\($0)\" || $X\($0)\n" }.joined()
    #expect(!runs("rules:\n" + many).isEmpty)
    let deep = String(repeating: "(", count: 5000) + "$A" + String(repeating: ")", count: 5000)
    #expect(!when(deep).isEmpty)
    let wide = (0..<100).map { "($A\($0) || $B\($0))" }.joined(separator: " && ")
    #expect(!when(wide).isEmpty)
    #expect(
      !when("$CI_COMMIT_TAG =~ /(a*)*(a*)*b/ && $CI_COMMIT_TAG == '\(String(repeating: "a", count: 2000))'").contains(
        "x"
      )
    )
  }
}
