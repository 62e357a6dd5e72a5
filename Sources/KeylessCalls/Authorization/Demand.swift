package import KeylessPolicy

/// What a call must be allowed: one action on one resource, with the condition keys that only this action has.
package struct Demand: Sendable {
  /// `iam:CreateRole`.
  package var action: String
  /// An ARN; nil for an action without a resource, which policies match as `*`.
  package var resource: String?
  /// How AWS names the resource when it denies the call, where that is not the ARN: `role deploy`.
  package var words: String?
  /// Condition keys besides those that every call has.
  package var context: [(key: String, values: [String])]
  /// The policy of the resource itself, such as a bucket's.
  package var resourcePolicy: CompiledPolicy?
  /// The account that owns the resource; nil: the caller's own.
  package var resourceAccount: String?

  package init(
    _ action: String,
    on resource: String? = nil,
    words: String? = nil,
    context: [(key: String, values: [String])] = [],
    resourcePolicy: CompiledPolicy? = nil,
    resourceAccount: String? = nil
  ) {
    self.action = action
    self.resource = resource
    self.words = words
    self.context = context
    self.resourcePolicy = resourcePolicy
    self.resourceAccount = resourceAccount
  }
}
