import KeylessSource
import KeylessTerraform
import Testing

struct TerraformOverrideTests {
  private func root(_ files: [String: String]) throws -> TerraformModule {
    try #require(TerraformProject(tree: SourceTree(files.mapValues { Array($0.utf8) })).roots.first)
  }

  private let main = """
    terraform {
      required_version = "~> 1.5.0"
      required_providers {
        aws = { source = "hashicorp/aws", version = "~> 4.0" }
      }
      backend "s3" {
        profile = "dev"
      }
    }
    provider "aws" {
      profile = "dev"
      region  = "eu-central-1"
    }
    provider "aws" {
      alias   = "dns"
      profile = "dns"
    }
    """

  @Test
  func `an override file's provider goes over the one of its alias, and over no other`() throws {
    let root = try root(["main.tf": main, "x_override.tf": "provider \"aws\" {\n  profile = \"\"\n}\n"])
    let providers = root.providers("aws")
    #expect(providers.map { $0.block.attribute("profile")?.string } == ["", "dns"])
    #expect(providers[0].block.attribute("region")?.string == "eu-central-1")
  }

  @Test(arguments: [
    ("terraform {\n  backend \"local\" {}\n}\n", ["local"]), ("terraform {\n  cloud {}\n}\n", []),
    ("terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}\n", ["s3"]), ("locals {}\n", ["s3"]),
  ])
  func `an override file's backend takes the place of every other`(file: String, types: [String]) throws {
    let root = try root(["main.tf": main, "backend_override.tf": file])
    #expect(root.backends.map(\.type) == types)
    #expect((root.backends.first?.attribute("profile") == nil) == file.contains("terraform"))
  }

  @Test
  func `what an override file demands of versions replaces what the others say`() throws {
    let over = "terraform {\n  required_version = \">= 1.9\"\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
    let root = try root(["main.tf": main, "override.tf": over])
    #expect(root.terraformConstraints.map(\.value) == [">= 1.9"])
    #expect(root.versionConstraints(of: "hashicorp/aws").map(\.value) == ["~> 5.0"])
    #expect(try self.root(["main.tf": main]).versionConstraints(of: "hashicorp/aws").map(\.value) == ["~> 4.0"])
  }
}
