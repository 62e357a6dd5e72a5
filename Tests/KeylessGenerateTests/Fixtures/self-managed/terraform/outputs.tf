output "account_id" {
  description = "The account everything lies in."
  value       = data.aws_caller_identity.current.account_id
}

output "provider_arn" {
  description = "The identity provider, whether it was made here or found."
  value       = local.provider_arn
}

output "provider_url" {
  description = "The issuer of the tokens, as they name it."
  value       = "https://gitlab.example.com:8443/git"
}

output "provider_created" {
  description = "Whether the identity provider was made here."
  value       = var.create_provider
}

output "audience" {
  description = "What the jobs have to ask for as the audience of their tokens."
  value       = local.audience
}

output "role_arns" {
  description = "What a job sets as AWS_ROLE_ARN, by role."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}

output "role_names" {
  description = "The names of the roles, for attaching policies elsewhere."
  value       = { for name, role in aws_iam_role.this : name => role.name }
}

output "role_unique_ids" {
  description = "The ids by which AWS knows the roles; a role that is made anew has another."
  value       = { for name, role in aws_iam_role.this : name => role.unique_id }
}

output "trust_policies" {
  description = "The trust policies as JSON, by role."
  value       = { for name, role in aws_iam_role.this : name => role.assume_role_policy }
}

output "subjects" {
  description = "The subjects each trust policy lets in, as they stand in it; further conditions hold besides."

  value = {
    deploy = [
      "project_path:platform/infra/live:ref_type:branch:ref:main",
      "project_path:platform/infra/live:ref_type:branch:ref:release/*",
    ]
  }
}
