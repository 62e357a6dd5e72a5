/// How we know that a tool behaves as we say.
package enum Evidence: Hashable, Sendable {
  /// Our tests compare the resolver with the real client, as in "boto3 1.40".
  case verified(String)
  /// Read in the sources or documents named, as in "aws-sdk-java-v2, DefaultCredentialsProvider".
  case derived(String)
}
