/** What a file of recordings holds, as a list, as a page and as a table. */
@NullMarked
package dev.ranvier.cli.recording;

import org.jspecify.annotations.NullMarked;
