/// How a family of SDKs reads the config and credentials files, where they differ.
package enum ConfigDialect: String, CaseIterable, Sendable, Hashable {
  /// The specification that the AWS SDKs share: Rust, Kotlin, Java v2, and Swift.
  case standard
  /// `shared-ini-file-loader`, which passes over whatever it does not understand.
  case javaScript
  case go
  /// Python's `RawConfigParser` with names that are split as a shell does: botocore, boto3, the AWS CLI.
  case botocore
  case soto
  /// `parse_ini_file`.
  case php
  case dotNet
}
