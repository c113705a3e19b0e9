/// Encodings of text: Base64, hexadecimal digits and URLs.
///
/// All decoders accept and refuse what Go's do. Other families use them for keys, tokens and requests.
@NullMarked
package dev.agenticframework.rego.library.encoding;

import org.jspecify.annotations.NullMarked;
