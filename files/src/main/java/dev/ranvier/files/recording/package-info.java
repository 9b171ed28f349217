/**
 * Recordings: sweeps of channels with units, a sampling interval and a command. One socket, {@link
 * dev.ranvier.files.recording.RecordingFormat}, found by {@link java.util.ServiceLoader}; one package a format.
 */
@NullMarked
package dev.ranvier.files.recording;

import org.jspecify.annotations.NullMarked;
