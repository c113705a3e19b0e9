/// Built-ins on numbers, strings, collections, types and units, with regular expressions and globs.
///
/// These are the functions that most policies call. Regular expressions run in linear time, because the author of a
/// policy must not be able to stop a server. Texts and ranges are bounded.
@NullMarked
package dev.agenticframework.rego.library.core;

import org.jspecify.annotations.NullMarked;
