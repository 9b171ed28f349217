/** Neurons of model files for hosts that are not written in Java: what native/host calls. */
@NullMarked
package dev.ranvier.cli.host;

import org.jspecify.annotations.NullMarked;
