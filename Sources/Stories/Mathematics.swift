// The one function of the C library the recogniser needs.
internal import Glibc

/// The natural logarithm.
func naturalLog(_ value: Double) -> Double { log(value) }
