/** What a file of recordings holds, as a list, as a page and as a table, and what recordings say of an electrode and a cell. */
@NullMarked
package dev.ranvier.cli.recording;

import org.jspecify.annotations.NullMarked;
