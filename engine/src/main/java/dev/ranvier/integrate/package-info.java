/** Time stepping forwards, and derivatives backwards. */
@NullMarked
package dev.ranvier.integrate;

import org.jspecify.annotations.NullMarked;
