# Run by `terraform test`, without credentials: nothing is asked of AWS and nothing is made.
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_openid_connect_provider" {
    defaults = { client_id_list = ["https://gitlab.example.com"] }
  }
}

run "the_trust_policies_are_those_that_were_proved" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.this["deploy"].assume_role_policy) == jsondecode(file("tests/expected/deploy.json"))
    error_message = "The trust policy of deploy is not the one that keyless proved."
  }
}

run "another_account_is_refused" {
  command = plan

  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "000000000000" }
  }

  expect_failures = [data.aws_caller_identity.current]
}

run "a_provider_can_be_made" {
  command = plan

  variables {
    create_provider = true
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.this) == 1
    error_message = "No provider would be made."
  }
}

run "a_provider_that_is_there_is_left_alone" {
  command = plan

  variables {
    create_provider = false
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.this) == 0
    error_message = "A second provider would be made."
  }
}
