extension ShellFragment {
  /// Stops the shell's trace where the token is handled; `traceOn` goes on with it.
  static let traceOff = #"""
    # CI_DEBUG_TRACE and `set -x` would write the token into the log.
    case $- in
      *x*) set +x; keyless_trace=on ;;
      *) keyless_trace=off ;;
    esac
    """#

  static let traceOn = #"""
    if [ "$keyless_trace" = on ]; then set -x; fi
    """#
}
