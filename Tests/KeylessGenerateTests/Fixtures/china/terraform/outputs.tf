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
  value       = "https://token.actions.githubusercontent.com"
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
    deploy = ["repo:acme@815/shop@4711:environment:production", "repo:acme/shop:environment:production"]
  }
}

output "state_bucket" {
  description = "The bucket that keeps the states."
  value       = aws_s3_bucket.state.bucket
}

output "state_bucket_arn" {
  description = "The ARN of the bucket that keeps the states."
  value       = aws_s3_bucket.state.arn
}

output "state_kms_key_arn" {
  description = "The KMS key the states are encrypted with; null where S3 uses its own."
  value       = "arn:${data.aws_partition.current.partition}:kms:cn-northwest-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

output "state_kms_alias_name" {
  description = "The alias of the KMS key that was made with the bucket; null where none was."
  value       = null
}

output "backend_config" {
  description = "What belongs into the block `backend \"s3\"` of a stack, besides its `key`. The bucket encrypts without being asked."

  value = {
    bucket       = aws_s3_bucket.state.bucket
    region       = local.state_region
    use_lockfile = true
  }
}

output "state_key_prefix" {
  description = "What the `key` of every stack's backend has to begin with."
  value       = ""
}
