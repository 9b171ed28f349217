/** Human sodium channels of Balbi, Massobrio and Hellgren Kotaleski (2017). */
@NullMarked
package dev.ranvier.channel.balbi;

import org.jspecify.annotations.NullMarked;
