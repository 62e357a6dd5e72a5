/// The part of S3 that keeps Terraform's state.
package struct S3Service: Sendable {}
