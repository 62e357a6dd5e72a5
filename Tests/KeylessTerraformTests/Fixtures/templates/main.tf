variable "branches" {
  type    = list(string)
  default = ["main", "release/*"]
}

resource "aws_iam_openid_connect_provider" "gitlab" {
  url             = "https://gitlab.com"
  client_id_list  = ["https://gitlab.com"]
  thumbprint_list = [data.tls_certificate.gitlab.certificates[0].sha1_fingerprint]
}

data "tls_certificate" "gitlab" {
  url = "https://gitlab.com"
}

resource "aws_iam_role" "ci" {
  name = "gitlab-ci"
  assume_role_policy = templatefile("${path.module}/trust.json.tftpl", {
    provider = aws_iam_openid_connect_provider.gitlab
    subjects = [for b in var.branches : "project_path:acme/app:ref_type:branch:ref:${b}"]
  })
}
