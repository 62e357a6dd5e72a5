/// How a family of SDKs reads the config and credentials files, where they differ.
package enum ConfigDialect: String, CaseIterable, Sendable, Hashable {
  /// The specification that the AWS SDKs share: Rust, Kotlin, Java v2, JavaScript v3, and Swift.
  case standard
  case go
  /// Python's `RawConfigParser` with names that are split as a shell does: botocore, boto3, the AWS CLI.
  case botocore
  case soto
  /// `parse_ini_file`.
  case php
  case dotNet
}
