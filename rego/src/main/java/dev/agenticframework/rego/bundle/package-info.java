/// Loads policies and data from files, folders and bundles.
///
/// A bundle is a folder or a `tar.gz` with modules, data files and a manifest that names the roots it owns. Signed
/// bundles are verified file by file. Sizes and counts are bounded, and nothing is written to disk.
@NullMarked
package dev.agenticframework.rego.bundle;

import org.jspecify.annotations.NullMarked;
