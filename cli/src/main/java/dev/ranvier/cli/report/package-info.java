/** Charts and the report of a recovery. */
@NullMarked
package dev.ranvier.cli.report;

import org.jspecify.annotations.NullMarked;
