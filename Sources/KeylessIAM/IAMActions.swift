package import KeylessCalls

/// The actions of IAM, one line each.
package enum IAMActions {
  package static let all: [any QueryAction.Type] = []
}
