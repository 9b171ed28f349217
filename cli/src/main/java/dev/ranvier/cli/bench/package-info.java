/** Results of JMH benchmarks: read, compared, measured in turn on several revisions, kept over commits. */
@NullMarked
package dev.ranvier.cli.bench;

import org.jspecify.annotations.NullMarked;
