/// What `count` and `for_each` make of one block.
enum TerraformExpansion<Instance> {
  /// There is neither.
  case single(Instance)
  case counted([Instance])
  /// In the order of the keys' bytes.
  case keyed([(key: String, instance: Instance)])
  /// One instance for a number that is not known.
  case uncertain(Instance, TerraformUnknown)
  /// Nothing can be said of any instance.
  case none(TerraformUnknown)

  var instances: [Instance] {
    switch self {
    case .single(let instance), .uncertain(let instance, _): [instance]
    case .counted(let instances): instances
    case .keyed(let instances): instances.map(\.instance)
    case .none: []
    }
  }

  func map<Other>(_ transform: (Instance) -> Other) -> TerraformExpansion<Other> {
    switch self {
    case .single(let instance): .single(transform(instance))
    case .counted(let instances): .counted(instances.map(transform))
    case .keyed(let instances): .keyed(instances.map { ($0.key, transform($0.instance)) })
    case .uncertain(let instance, let unknown): .uncertain(transform(instance), unknown)
    case .none(let unknown): .none(unknown)
    }
  }
}
