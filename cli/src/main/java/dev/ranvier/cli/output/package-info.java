/** Files that appear complete or not at all, and summaries as JSON. */
@NullMarked
package dev.ranvier.cli.output;

import org.jspecify.annotations.NullMarked;
