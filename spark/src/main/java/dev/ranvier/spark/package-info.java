/** Sweeps on Apache Spark. */
@NullMarked
package dev.ranvier.spark;

import org.jspecify.annotations.NullMarked;
