/** How late a step in a host's loop can be on this machine, and what makes it earlier. */
@NullMarked
package dev.ranvier.cli.latency;

import org.jspecify.annotations.NullMarked;
