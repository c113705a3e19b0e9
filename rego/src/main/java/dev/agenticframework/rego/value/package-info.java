/// The values of Rego, and JSON and YAML as their written forms.
///
/// Values are immutable, exact in their numbers, and totally ordered as in OPA. Undefined is not a value but a Java
/// `null`. Objects and sets keep their elements sorted and find them by hash; objects of one shape share their keys.
/// Reading and writing stream directly between text and values, without a tree in between.
@NullMarked
package dev.agenticframework.rego.value;

import org.jspecify.annotations.NullMarked;
