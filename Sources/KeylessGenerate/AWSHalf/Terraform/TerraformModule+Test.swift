import KeylessIntent
import KeylessSource

extension TerraformModule {
  /// `terraform test`: without an account, the plan holds the trust policies that keyless proved.
  var test: String {
    let asserts = half.roles.map { role in
      let name = HCLSpelling.escape(role.name)
      return """

          assert {
            condition     = jsondecode(aws_iam_role.this["\(name)"].assume_role_policy) == jsondecode(file("\(HCLSpelling.escape(Self.expectation(role)))"))
            error_message = "The trust policy of \(name) is not the one that keyless proved."
          }

        """
    }
    var mocks = """
        mock_data "aws_caller_identity" {
          defaults = { account_id = \(HCLSpelling.quote(half.account)) }
        }

        mock_data "aws_partition" {
          defaults = { partition = \(HCLSpelling.quote(half.partition)) }
        }

        mock_data "aws_iam_openid_connect_provider" {
          defaults = { client_id_list = [\(half.provider.clientIDs.map(HCLSpelling.quote).joined(separator: ", "))] }
        }

      """
    if let state = half.state {
      mocks += """

          mock_data "aws_region" {
            defaults = { id = \(HCLSpelling.quote(state.region)) }
          }

        """
    }
    let wrong = half.account.utf8.elementsEqual("000000000000".utf8) ? "111111111111" : "000000000000"
    return """
      # Run by `terraform test`, without credentials: nothing is asked of AWS and nothing is made.
      mock_provider "aws" {
      \(mocks)}

      run "the_trust_policies_are_those_that_were_proved" {
        command = plan
      \(asserts.joined())}

      run "another_account_is_refused" {
        command = plan

        override_data {
          target = data.aws_caller_identity.current
          values = { account_id = "\(wrong)" }
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

      """
  }
}
