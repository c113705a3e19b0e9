/// GraphQL: a parser for queries and schemas, and the checks of the specification.
///
/// Documents are ordinary values with the fields that OPA gives them. A schema is checked once and kept for the query.
@NullMarked
package dev.agenticframework.rego.library.graphql;

import org.jspecify.annotations.NullMarked;
