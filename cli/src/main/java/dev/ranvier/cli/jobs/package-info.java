/** Work done side by side. */
@NullMarked
package dev.ranvier.cli.jobs;

import org.jspecify.annotations.NullMarked;
