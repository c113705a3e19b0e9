/// The composition root: the only module that knows all others. [Main][dev.agenticframework.app.Main] is the process,
/// `Platform` connects the parts of the embedded system, and `Installation` is the state on disk that the command line
/// and the platform share.
@NullMarked
package dev.agenticframework.app;

import org.jspecify.annotations.NullMarked;
