import Testing

/// A project that keyless takes the place of, and the names of its inputs and outputs.
struct PriorProject: Sendable, CustomTestStringConvertible {
  /// The heading of docs/coming-from.md that its tables stand below.
  var heading: String
  var names: [String]

  var testDescription: String { heading }

  private init(_ heading: String, _ names: String) {
    self.heading = heading
    self.names = names.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  static let all = [
    PriorProject(
      "The root module's inputs",
      """
      account_id region project_name ci_provider github_repo gitlab_project gitlab_project_id gitlab_namespace_id tags
      enable_state_backend state_bucket_name automation_policy_arns automation_subject_filters
      automation_create_oidc_provider nuke_filters nuke_output_path nuke_blocklist
      """
    ),
    PriorProject(
      "The root module's outputs",
      """
      tfstate_bucket_name tfstate_bucket_arn tfstate_bucket_region tfstate_kms_key_arn tfstate_kms_alias_name
      tfstate_backend_config automation_role_arn automation_role_name oidc_provider_arn ci_provider nuke_config_yaml
      nuke_config_path
      """
    ),
    PriorProject(
      "automation-iam",
      """
      ci_provider github_repo gitlab_project gitlab_project_id gitlab_namespace_id role_name tags policy_arns
      subject_filters create_oidc_provider max_session_duration role_arn oidc_provider_arn oidc_provider_created_here
      subjects
      """
    ),
    PriorProject(
      "state-backend and nuke-config",
      """
      state-backend nuke-config name region account_id tags kms_alias force_destroy kms_deletion_window_in_days
      kms_enable_key_rotation noncurrent_version_transitions abort_incomplete_multipart_upload_days bucket_id bucket_arn
      bucket_region kms_key_arn kms_key_id kms_alias_arn kms_alias_name backend_config regions blocklist filters
      output_path
      """
    ),
    PriorProject(
      "Behaviour and gaps",
      """
      client_id_list thumbprint_list StringLike ref_type:mr:ref:* gl-oidc-plan-<env> gl-oidc-apply-<env> project_id
      namespace_id max_session_duration
      """
    ),
    PriorProject(
      "terraform-aws-signing-kms",
      """
      oidc_provider_arn oidc_issuer_host oidc_audience ci_subject_filters name description key_spec
      deletion_window_in_days key_administrator_arns automation_role_arn tags
      """
    ),
    PriorProject(
      "phpboyscout/cicd",
      """
      tofu-plan tofu-apply plan_source plan_job plan_ref plan_token tfplan.cache tag_pattern tofu-lint tofu-security
      tofu-validate pages zensical-pages go-lint go-test go-security goreleaser image args retry_max renovate
      renovate-self id_tokens AWS_WEB_IDENTITY_TOKEN aud AWS_REGION AWS_ROLE_ARN AWS_ROLE_SESSION_NAME
      AWS_WEB_IDENTITY_TOKEN_FILE before_script
      """
    ),
    PriorProject("iam-oidc-provider", "create tags url client_id_list tls_certificate arn"),
    PriorProject(
      "iam-role",
      """
      create tags name use_name_prefix path description max_session_duration permissions_boundary enable_oidc
      enable_github_oidc github_provider oidc_provider_urls oidc_account_id oidc_subjects oidc_wildcard_subjects
      oidc_audiences enable_bitbucket_oidc enable_saml saml_provider_ids saml_endpoints saml_trust_actions
      trust_policy_permissions trust_policy_conditions source_trust_policy_documents override_trust_policy_documents
      policies create_inline_policy inline_policy_permissions source_inline_policy_documents
      override_inline_policy_documents create_instance_profile instance_profile_name arn unique_id
      instance_profile_arn instance_profile_id instance_profile_unique_id sts:TagSession
      """
    ),
    PriorProject(
      "unfunco/terraform-aws-oidc-github",
      """
      github_subjects default_subject enterprise_slug additional_audiences additional_thumbprints create
      create_oidc_provider create_iam_role iam_role_name iam_role_path iam_role_description
      iam_role_permissions_boundary iam_role_max_session_duration iam_role_force_detach_policies iam_role_policy_names
      iam_role_inline_policies iam_role_tags oidc_provider_tags tags attach_read_only_policy
      dangerously_attach_admin_policy assume_role_policy iam_role_arn oidc_provider_arn oidc_provider_url
      """
    ),
    PriorProject(
      "philips-labs/terraform-aws-github-oidc",
      """
      default_conditions allow_main allow_environment deny_pull_request allow_all github_environments repo conditions
      role_name role_path role_permissions_boundary policy_arns role_policy_arns account_ids openid_connect_provider_arn
      """
    ),
    PriorProject(
      "moritzheiber/terraform-aws-oidc-github-actions",
      "enabled github_repositories repo:* github_actions_oidc_url role_names role_path tags roles"
    ),
    PriorProject(
      "cloudposse-terraform-components/aws-github-oidc-role",
      "github_actions_allowed_repos iam_policies gitops lambda-cicd iam_policy"
    ),
    PriorProject(
      "saidsef/terraform-aws-gitlab-oidc",
      """
      attach_read_only_policy attach_admin_policy create_oidc_provider url gitlab_organisation gitlab_repositories name
      branches max_session_duration iam_role_permissions_boundary iam_role_policy_arns iam_role_name iam_role_path tags
      enabled force_detach_policies
      """
    ),
    PriorProject("opszero/terraform-aws-oidc-gitlab", "match_field match_value gitlab_url audience iam_policy_arns"),
    PriorProject(
      "gruntwork",
      """
      gitlab-pipelines-openid-connect-provider allowed_groups audiences gitlab-pipelines-iam-role allowed_sources
      """
    ),
    PriorProject("appvia/terraform-aws-oidc", "-ro -rw -sr common_provider custom_provider"),
    PriorProject(
      "The action's inputs",
      """
      aws-region role-to-assume role-chaining role-duration-seconds role-external-id role-session-name
      aws-access-key-id aws-secret-access-key aws-session-token web-identity-token-file audience force-skip-oidc
      aws-profile overwrite-aws-profile http-proxy no-proxy sts-endpoint role-skip-session-tagging transitive-tag-keys
      custom-tags inline-session-policy managed-session-policies output-credentials output-env-credentials
      unset-current-credentials mask-aws-account-id disable-retry retry-max-attempts action-timeout-s
      special-characters-workaround use-existing-credentials allowed-account-ids
      """
    ),
    PriorProject(
      "The action's outputs and behaviour",
      """
      aws-account-id aws-access-key-id aws-secret-access-key aws-session-token aws-expiration
      AWS_WEB_IDENTITY_TOKEN_FILE AWS_SKIP_CLEANUP_STEP GetCallerIdentity
      """
    ),
    PriorProject(
      "CircleCI's orb aws-cli",
      """
      assume_role_with_web_identity CIRCLE_OIDC_TOKEN_V2 role_arn role_session_name CIRCLE_JOB session_duration region
      BASH_ENV profile_name
      """
    ),
    PriorProject(
      "Buildkite's plugin aws-assume-role-with-web-identity",
      """
      role-arn role-session-name role-session-duration region session-tags credential-name-prefix hook environment
      pre-command
      """
    ),
    PriorProject("Bitbucket pipes", "AWS_OIDC_ROLE_ARN oidc web-identity-token"),
    PriorProject(
      "HCP Terraform and others",
      """
      TFC_AWS_PROVIDER_AUTH TFC_AWS_RUN_ROLE_ARN TFC_AWS_PLAN_ROLE_ARN TFC_AWS_APPLY_ROLE_ARN
      TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE obtain-oidc-id-token aws-sts-assume-role-with-web-identity
      @vercel/oidc-aws-credentials-provider components/opentofu fmt validate plan apply test module-release aws-base
      tofuenv config.yaml
      """
    ),
    PriorProject(
      "octo-sts/app",
      """
      issuer issuer_pattern subject subject_pattern audience claim_pattern trusted-token-issuers.yaml enforce audit
      """
    ),
  ]
}
