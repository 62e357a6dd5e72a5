import KeylessAWS

/// Which actions are about objects, for the rule that an action must apply to a resource of its statement (Service
/// Authorization Reference, "Actions, resources, and condition keys for Amazon S3").
enum ObjectActions {
  /// In lower case, without `s3:`.
  private static let objects = [
    "abortmultipartupload", "bypassgovernanceretention", "deleteobject", "deleteobjecttagging", "deleteobjectversion",
    "deleteobjectversiontagging", "getobject", "getobjectacl", "getobjectattributes", "getobjectlegalhold",
    "getobjectretention", "getobjecttagging", "getobjecttorrent", "getobjectversion", "getobjectversionacl",
    "getobjectversionattributes", "getobjectversionforreplication", "getobjectversiontagging",
    "getobjectversiontorrent", "listmultipartuploadparts", "objectowneroverridetobucketowner", "putobject",
    "putobjectacl", "putobjectlegalhold", "putobjectretention", "putobjecttagging", "putobjectversionacl",
    "putobjectversiontagging", "replicatedelete", "replicateobject", "replicatetags", "restoreobject",
  ]
  /// Of the others, those that a policy of a bucket usually names.
  private static let buckets = [
    "deletebucket", "deletebucketpolicy", "getaccelerateconfiguration", "getbucketacl", "getbucketcors",
    "getbucketlocation", "getbucketlogging", "getbucketnotification", "getbucketownershipcontrols", "getbucketpolicy",
    "getbucketpolicystatus", "getbucketpublicaccessblock", "getbucketrequestpayment", "getbuckettagging",
    "getbucketversioning", "getbucketwebsite", "getencryptionconfiguration", "getlifecycleconfiguration",
    "getreplicationconfiguration", "listbucket", "listbucketmultipartuploads", "listbucketversions", "putbucketacl",
    "putbucketownershipcontrols", "putbucketpolicy", "putbucketpublicaccessblock", "putbuckettagging",
    "putbucketversioning", "putencryptionconfiguration", "putlifecycleconfiguration",
  ]

  /// Nil where it depends, as for a pattern, or where the action is not known here.
  static func isAboutObjects(_ action: String) -> Bool? {
    let name = ASCII.lowercased(action).dropFirst("s3:".count)
    if objects.contains(where: { ASCII.equal($0, name) }) { return true }
    return buckets.contains { ASCII.equal($0, name) } ? false : nil
  }
}
