/// Source texts, the places in them, and the errors found there.
///
/// A [SourceText] is one file or query. A [Location] is a place in it, and a [RegoError] is what is wrong at a place: a
/// stable code, a message that agrees with OPA's, and the offending line. Parser, compiler and evaluator report errors
/// as values of this one type.
@NullMarked
package dev.agenticframework.rego.source;

import org.jspecify.annotations.NullMarked;
