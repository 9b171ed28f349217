package dev.ranvier.files.model;

/**
 * A piece of a model file's text.
 *
 * @param from where it begins, in code points
 * @param to where it ends
 * @param column in which it begins, from 0
 */
public record TextSpan(int from, int to, int column) {}
