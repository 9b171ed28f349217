/** What people give: quantities with units, places in files, and what to say when it is wrong. */
@NullMarked
package dev.ranvier.files.input;

import org.jspecify.annotations.NullMarked;
