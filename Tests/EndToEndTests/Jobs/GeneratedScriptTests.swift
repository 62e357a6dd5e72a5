import Foundation
import KeylessSource
import Testing

/// The scripts of the generated CI half, run as the jobs they are for; what is generated is recorded beside its own tests.
@Suite(
  "a rehearsed job with the generated CI half",
  .timeLimit(.minutes(30)),
  .enabled(if: Job.bash != nil, Job.noBash)
)
struct GeneratedScriptTests {
  private static let golden = Binary.root.appending(path: "Tests/KeylessGenerateTests/CIHalf/Golden")
  private static let exchange = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/exchange.sh").path
  private static let noCurl: Comment = "there is no curl in PATH"

  /// The template's script, in a shell where the token stands in the variable that `id_tokens` names.
  private static func gitlab(role: String) throws -> String {
    let file = golden.appending(path: "gitlab/include/aws-credentials.gitlab-ci.yml")
    let template = try YAMLReader.document(Array(Data(contentsOf: file)), file: file.path)
    let job = try #require(template?[".aws-credentials"])
    guard case .sequence(let lines)? = job["before_script"]?.value, case .scalar(let script)? = lines.first?.value,
      case .mapping(let variables)? = job["variables"]?.value
    else { return "exit 99" }
    let exports = variables.compactMap { entry -> String? in
      guard case .scalar(let value) = entry.value.value else { return nil }
      return "export \(entry.name)='\(entry.name == "KEYLESS_ROLE_ARN" ? role : value.text)'\n"
    }
    return """
      KEYLESS_ID_TOKEN=$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")
      export KEYLESS_ID_TOKEN CI_PROJECT_ID=4711 CI_JOB_ID=99 CI_COMMIT_REF_NAME=feature/x
      unset AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME AWS_REGION AWS_DEFAULT_REGION
      export AWS_PROFILE=stray AWS_ACCESS_KEY_ID=stray AWS_SECRET_ACCESS_KEY=stray
      \(exports.joined())\(script.text)
      echo "mode $(stat -c %a "$AWS_WEB_IDENTITY_TOKEN_FILE") profile ${AWS_PROFILE-unset}"
      bash '\(exchange)'
      """
  }

  @Test("on GitLab becomes the role, under a session name made from its ref")
  func gitlab() async throws {
    let job = try await Job.run(["sh", "-euxc", Self.gitlab(role: "arn:aws:iam::111122223333:role/shop-deploy")])
    #expect(job.run.status == 0, "\(job.run.errors)")
    #expect(job.run.output.contains("mode 600 profile unset\n"))
    #expect(
      job.run.output.contains("<Arn>arn:aws:sts::111122223333:assumed-role/shop-deploy/gitlab-4711-99-feature-x</Arn>")
    )
    #expect(job.run.errors.contains("aws-credentials: AWS_PROFILE was set and is not used here"))
    #expect(job.run.errors.contains("credentials can be renewed until 2"))
    #expect(job.run.errors.contains("opens: the token was exchanged"))
    #expect(job.leftovers.isEmpty)
  }

  @Test("on GitLab is refused the role of another pipeline")
  func refused() async throws {
    let job = try await Job.run(["sh", "-euc", Self.gitlab(role: "arn:aws:iam::111122223333:role/shop-release")])
    #expect(job.run.status == 1)
    #expect(job.run.output.contains("<Code>AccessDenied</Code>"))
  }

  /// The action's step, then a step that has what GITHUB_ENV says.
  private static func github(role: String) -> String {
    """
    export RUNNER_TEMP="$TMPDIR" GITHUB_ENV="$TMPDIR/env" GITHUB_RUN_ID=7 GITHUB_RUN_ATTEMPT=1 GITHUB_REF_NAME=main
    export KEYLESS_ROLE_ARN='\(role)' KEYLESS_REGION=eu-west-1 KEYLESS_AUDIENCE=sts.amazonaws.com
    export KEYLESS_REFRESH_SECONDS=0.05 KEYLESS_RETRY_SECONDS=0 GITHUB_REPOSITORY=acme/shop
    unset AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME AWS_REGION AWS_DEFAULT_REGION
    sh '\(golden.appending(path: "github/.github/actions/aws-credentials/deliver.sh").path)'
    while IFS= read -r line; do export "$line"; done <"$GITHUB_ENV"
    echo "mode $(stat -c %a "$AWS_WEB_IDENTITY_TOKEN_FILE")"
    first=$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")
    while [ "$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")" = "$first" ]; do :; done
    echo renewed
    status=0
    bash '\(exchange)' || status=$?
    rm "$AWS_WEB_IDENTITY_TOKEN_FILE"
    exit "$status"
    """
  }

  @Test(
    "on GitHub asks for its token, renews it, and becomes the role",
    .enabled(if: Binary.find("curl") != nil, noCurl)
  )
  func github() async throws {
    let job = try await Job.run(
      ["sh", "-euc", Self.github(role: "arn:aws:iam::111122223333:role/shop-deploy")],
      example: "github",
      pipeline: ("production", "shop-deploy")
    )
    #expect(job.run.status == 0, "\(job.run.errors)\n\(job.run.output)")
    #expect(job.run.output.contains("mode 600\nrenewed\n"))
    #expect(
      job.run.output.contains("<Arn>arn:aws:sts::111122223333:assumed-role/shop-deploy/github-7-1-acme-shop-main</Arn>")
    )
    #expect(job.run.errors.contains("opens: the token was exchanged"))
    #expect(!job.run.errors.contains("eyJ") && !job.run.output.contains("eyJ"))
  }

  @Test("on GitHub is refused the role of another job", .enabled(if: Binary.find("curl") != nil, noCurl))
  func refusedOnGitHub() async throws {
    let job = try await Job.run(
      ["sh", "-euc", Self.github(role: "arn:aws:iam::111122223333:role/shop-plan")],
      example: "github",
      pipeline: ("production", "shop-deploy")
    )
    #expect(job.run.status == 1)
    #expect(job.run.output.contains("<Code>AccessDenied</Code>"))
  }
}
