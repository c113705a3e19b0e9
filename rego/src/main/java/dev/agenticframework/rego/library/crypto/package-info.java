/// Hashes, JSON Web Tokens, keys and X.509 certificates.
///
/// Signatures, hashes and chains of certificates are the JDK's. The package itself reads PEM, DER and JWK, and returns
/// certificates and requests as documents in the form that OPA gives them (RFC 7515 to 7519, RFC 5280).
@NullMarked
package dev.agenticframework.rego.library.crypto;

import org.jspecify.annotations.NullMarked;
