# The mistake this folder shows: the plan role asks for `ref_type:mr`, which GitLab never mints. A merge request pipeline
# carries its source branch and `ref_type:branch`, so this role never opens, and STS does not say why.
module "aws" {
  source        = "../aws"
  plan_subjects = ["project_path:acme/shop:ref_type:mr:ref:*"]
}
