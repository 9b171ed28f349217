/** Gates given by neural networks. */
@NullMarked
package dev.ranvier.learned;

import org.jspecify.annotations.NullMarked;
