# Every variable has a default: without any, the module makes what keyless.yaml says.
variable "create_provider" {
  description = "Whether to make the identity provider. False uses the one that the account has for this issuer already."
  type        = bool
  default     = true
  nullable    = false
}

variable "tags" {
  description = "More tags for everything that is made. Tags of keyless.yaml win."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "permissions_boundary" {
  description = "ARN of a managed policy that bounds every role, in place of the boundaries of keyless.yaml."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/", var.permissions_boundary))
    error_message = "A permissions boundary is the ARN of a managed policy."
  }
}

variable "max_session_duration" {
  description = "The longest session of every role in seconds, in place of the durations of keyless.yaml."
  type        = number
  default     = null

  validation {
    condition     = var.max_session_duration == null ? true : var.max_session_duration >= 3600 && var.max_session_duration <= 43200
    error_message = "IAM takes 3600 to 43200 seconds."
  }
}

variable "extra_policy_arns" {
  description = "More managed policies, by role and by a name of your choice: { deploy = { logs = aws_iam_policy.logs.arn } }."
  type        = map(map(string))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for role in keys(var.extra_policy_arns) : contains(keys(local.roles), role)])
    error_message = "There is no such role in keyless.yaml."
  }
}
