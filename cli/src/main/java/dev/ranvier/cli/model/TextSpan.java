package dev.ranvier.cli.model;

/**
 * A piece of a model file's text.
 *
 * @param from where it begins, in code points
 * @param to where it ends
 * @param column in which it begins, from 0
 */
record TextSpan(int from, int to, int column) {}
