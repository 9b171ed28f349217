package dev.ranvier.cli.bench;

/**
 * A commit of this repository.
 *
 * @param commit its full hash
 * @param name its short hash
 * @param date when it was made, ISO 8601
 * @param subject the first line of its message
 */
public record Revision(String commit, String name, String date, String subject) {}
