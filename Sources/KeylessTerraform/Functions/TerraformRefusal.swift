/// Why a function has no value: what is not known or not right about what it was given.
struct TerraformRefusal: Error {
  let value: TerraformValue
}
