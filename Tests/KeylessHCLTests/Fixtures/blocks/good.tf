resource "aws_iam_role" "ci" {
  name = "ci"

  lifecycle {
    prevent_destroy = true
  }
}
