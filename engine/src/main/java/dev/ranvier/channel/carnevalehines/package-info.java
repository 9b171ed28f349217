/** The calcium buffer of Carnevale and Hines (2006). */
@NullMarked
package dev.ranvier.channel.carnevalehines;

import org.jspecify.annotations.NullMarked;
