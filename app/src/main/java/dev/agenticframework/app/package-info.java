/// The composition root: the only place that knows every module. [Main][dev.agenticframework.app.Main] is the process,
/// `Platform` the list of what the embedded system is made of, `Installation` the state on disk that a command line and
/// a platform share.
@NullMarked
package dev.agenticframework.app;

import org.jspecify.annotations.NullMarked;
